using BusQStash.Crash.Sink;
using BusQStash.Crash.Traffic;

namespace BusQStash.Crash.Checking;

/// <summary>I3 as a destination sees it: in a queue whose parallelism is always 1, no two attempts are in progress at the same time.</summary>
/// <remarks>
/// A request that its own worker gave up is over when the worker closes the connection; the sink notices that a moment later, possibly after the worker's next
/// request. Two workers are separated by a second, so no overlap between them is allowed.
/// </remarks>
internal sealed class OverlapCheck : ICheck
{
    private static readonly TimeSpan Noticing = TimeSpan.FromMilliseconds(50);

    public IEnumerable<Finding> Find(RunRecord run) =>
        run.Lanes.Where(lane => lane.Key.Role != LaneRole.Parallel).SelectMany(lane => FindInLane(run, lane));

    private static IEnumerable<Finding> FindInLane(RunRecord run, IGrouping<Lane, Story> lane)
    {
        SinkAttempt? longest = null;
        foreach (var attempt in lane.SelectMany(story => story.Attempts).OrderBy(attempt => attempt.Start))
        {
            if (longest is not null && longest.End > attempt.Start && !IsGivenUp(longest, attempt))
            {
                yield return new Finding(
                    FindingKind.Overlap,
                    attempt.Start,
                    $"attempt {attempt.Retried} of {attempt.MessageId} from process {attempt.ProcessId} while attempt {longest.Retried} of {longest.MessageId} from process {longest.ProcessId} was in progress for {(longest.End - attempt.Start).TotalMilliseconds:0} ms more, in {lane.Key.Name}",
                    run.Faults.IsLate(attempt) || run.Faults.StoodStill(longest));
            }

            longest = longest is null || attempt.End > longest.End ? attempt : longest;
        }
    }

    private static bool IsGivenUp(SinkAttempt before, SinkAttempt next) =>
        before.Cut && before.ProcessId == next.ProcessId && before.End - next.Start < Noticing;
}
