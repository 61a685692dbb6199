using System.Text;
using BusQStash.Crash.Workflows;
using BusQStash.Store.Workflows;

namespace BusQStash.Crash.Checking.Workflows;

/// <summary>A wait ends by exactly one of notification, timeout and the run's end, and an event accepted for a run is not lost (workflow invariant 4).</summary>
internal sealed class WaitCheck : ICheck
{
    /// <summary>The ledger counts milliseconds of a wall clock that is occasionally adjusted.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMilliseconds(50);

    public IEnumerable<Finding> Find(RunRecord run) =>
        run.Workflows.Stories.SelectMany(story => story.Program.Steps.Where(step => step.IsWait).SelectMany(step => FindInWait(story, step)));

    private static IEnumerable<Finding> FindInWait(WorkflowStory story, ProgramStep step)
    {
        var sent = story.Notifications.Where(notification => notification.StepId == step.Id).ToList();
        var resumed = sent.SelectMany(notification => notification.Resumed).ToList();
        var wait = story.Run.Find(StepKind.Wait, step.Id);
        if (sent.Find(notification => notification.Resumed.Count > 0 && notification.Sent > story.EndKnown) is { } late)
        {
            yield return new Finding(FindingKind.AfterEnd, late.Sent, $"step {step.Id} of run {story} was notified though its end was known at {story.EndKnown?.TotalSeconds:0.000}");
        }

        if (story.Run.ResultOf(step.Id) is not { } result)
        {
            if (resumed.Count > 0)
            {
                yield return Wrong("was notified and has no result");
            }

            yield break;
        }

        if (wait is null)
        {
            yield return Wrong("has a result and was never registered");
        }

        if (resumed.Count > 1 || resumed.Any(message => message != result.MessageId || result.IsTimeout))
        {
            yield return Wrong($"was resumed by {string.Join(" and ", resumed)}, and its result is {result.MessageId} {result.Body}");
        }

        if (!result.IsTimeout && !sent.Exists(notification => result.Out == Convert.ToBase64String(Encoding.UTF8.GetBytes(notification.Body))))
        {
            yield return Wrong($"has the result {result.Body}, which nobody sent");
        }

        if (result.IsTimeout && sent.Find(notification => notification is { IsKept: true } && notification.Answered < wait?.Deadline - ClockTolerance) is { } lost)
        {
            yield return Wrong($"timed out at {wait!.Deadline?.TotalSeconds:0.000} though its event had been taken at {lost.Answered?.TotalSeconds:0.000}");
        }

        if (result.IsTimeout && story.Run.Find(StepKind.Entry, step.Id)!.CreatedAt < wait?.Deadline - ClockTolerance)
        {
            yield return new Finding(FindingKind.TooEarly, wait!.Deadline!.Value, $"step {step.Id} of run {story} timed out too early");
        }

        Finding Wrong(string text) => new(FindingKind.WrongWait, wait?.CreatedAt ?? TimeSpan.Zero, $"step {step.Id} of run {story} {text}");
    }
}
