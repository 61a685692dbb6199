using BusQStash.Crash.Faults;
using BusQStash.Crash.Traffic;

namespace BusQStash.Crash.Checking;

/// <summary>I6: no attempt starts once a pause, a cancel or a deletion is visible.</summary>
internal sealed class StopCheck : ICheck
{
    public IEnumerable<Finding> Find(RunRecord run) =>
        run.Lanes.SelectMany(lane => Spans(run, lane.Key).SelectMany(span => FindInSpan(run, lane, span)));

    private static IEnumerable<Finding> FindInSpan(RunRecord run, IEnumerable<Story> lane, Span span) =>
        from visible in new[] { span.Meddling.Answered + Visibility.LimitFrom(span.Meddling.Answered!.Value, run.Stalls) }
        from story in lane
        where span.Concerns(story)
        from attempt in story.Attempts
        where attempt.Start > visible && attempt.Start < span.To
        select new Finding(
            FindingKind.AfterStop,
            attempt.Start,
            $"attempt {attempt.Retried} of {story} from process {attempt.ProcessId} {(attempt.Start - span.Meddling.Answered!.Value).TotalSeconds:0.000} s after {span.Meddling.Kind} was answered",
            run.Faults.Hit(attempt, FaultKind.WorkerFreeze, span.Meddling.Sent, attempt.Start));

    private static IEnumerable<Span> Spans(RunRecord run, Lane lane)
    {
        var meddlings = run.Meddlings[lane.Name].ToArray();
        for (var index = 0; index < meddlings.Length; index++)
        {
            var meddling = meddlings[index];
            if (meddling is not { Answered: not null, Refused: false })
            {
                continue;
            }

            switch (meddling.Kind)
            {
                case MeddlingKind.Pause:
                    var resumed = meddlings.Skip(index).FirstOrDefault(later => later.Kind == MeddlingKind.Resume)?.Sent;
                    yield return new Span(meddling, resumed ?? TimeSpan.MaxValue, _ => true);
                    break;
                case MeddlingKind.Cancel:
                    yield return new Span(meddling, TimeSpan.MaxValue, story => story.Message!.Id == meddling.MessageId);
                    break;
                case MeddlingKind.Delete:
                    yield return new Span(meddling, TimeSpan.MaxValue, story => story.Publication.Answered < meddling.Sent);
                    break;
            }
        }
    }

    private sealed record Span(Meddling Meddling, TimeSpan To, Func<Story, bool> Concerns);
}
