using BusQStash.Crash.Sink;
using BusQStash.Crash.Workflows;

namespace BusQStash.Crash.Checking.Workflows;

/// <summary>No sleep is cut short, and no attempt starts before its backoff is over.</summary>
internal sealed class RunTimesCheck : ICheck
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    public IEnumerable<Finding> Find(RunRecord run) => run.Workflows.Stories.SelectMany(story => story.Calls
        .Where(call => call.Start < Earliest(story, call) - Tolerance)
        .Select(call => new Finding(
            FindingKind.TooEarly, call.Start, $"attempt {call.Retried} of {call.MessageId} of run {story} came {(Earliest(story, call) - call.Start).TotalMilliseconds:0} ms too early")));

    private static TimeSpan Earliest(WorkflowStory story, WorkflowCall call)
    {
        if (call.Retried > 0)
        {
            // As in BackoffCheck: of attempts made twice, either may be the one that counted.
            var before = story.Calls.Where(earlier => earlier.MessageId == call.MessageId && earlier.Retried == call.Retried - 1)
                .Select(earlier => earlier.Status == 0 ? earlier.Start : earlier.End).ToArray();
            return before.Length == 0 ? call.Start : before.Min() + RetryDelay;
        }

        if (call.Kind != WorkflowCallKind.Step || story.Run.List.FirstOrDefault(entry => entry.MessageId == call.MessageId) is not { Position: > 0 } own)
        {
            return call.Start;
        }

        // In a block the plan step is the one that sleeps.
        var step = story.Program.Find(Math.Max(own.StepId, own.TargetStep));
        var isAsleep = step?.Code == StepCode.Sleeps && (own.TargetStep > 0 || !story.Program.BlockOf(step.Id)!.IsParallel);
        return isAsleep ? own.CreatedAt + TimeSpan.FromSeconds(step!.Number) : call.Start;
    }
}
