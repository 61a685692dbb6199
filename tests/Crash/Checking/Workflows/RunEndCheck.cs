using BusQStash.Crash.Sink;
using BusQStash.Store.Workflows;

namespace BusQStash.Crash.Checking.Workflows;

/// <summary>Every run that was started exists once and has ended once, as its program or its client decided (workflow invariant 5).</summary>
internal sealed class RunEndCheck : ICheck
{
    /// <summary>The ledger counts milliseconds of a wall clock that is occasionally adjusted.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMilliseconds(50);

    public IEnumerable<Finding> Find(RunRecord run) => FindStarts(run.Workflows).Concat(run.Workflows.Stories.SelectMany(FindEnd));

    private static IEnumerable<Finding> FindStarts(WorkflowRecord workflows)
    {
        var counts = workflows.Runs.CountBy(run => run.Id).ToDictionary(StringComparer.Ordinal);
        foreach (var started in workflows.Started)
        {
            var count = counts.GetValueOrDefault(started.RunId);
            if (count == 0 && started.Answered is not null)
            {
                yield return new Finding(FindingKind.Lost, started.Sent, $"run {started.RunId} {started.Program} was answered and is not in the ledger");
            }

            if (count > 1)
            {
                yield return new Finding(FindingKind.Doubled, started.Sent, $"run {started.RunId} {started.Program} is {count} times in the ledger");
            }
        }
    }

    private static IEnumerable<Finding> FindEnd(WorkflowStory story)
    {
        var run = story.Run;
        var at = run.CompletedAt ?? TimeSpan.Zero;
        if (run.State == RunState.Alive || run.Waiters > 0)
        {
            yield return new Finding(FindingKind.Stuck, at, $"run {story} has {run.List.Count} entries and {run.Waiters} waiters: {string.Join(' ', run.List.Select(step => $"{step.StepId}/{step.TargetStep}"))}");
            yield break;
        }

        if (!EndIsRight(story))
        {
            yield return new Finding(FindingKind.WrongEnd, at, $"run {story}: its program ends as {story.Program.End}, its cancel was sent at {story.Started?.CancelSent} and answered at {story.Started?.CancelAnswered}");
        }

        if (story.Log is not { Starts: 1, Ends: [var end] } log || log.State != end || end != TextOf(run.State) || log.Response != run.Response)
        {
            yield return new Finding(FindingKind.WrongHistory, at, $"run {story} is shown as {story.Log}, with the ends {string.Join(' ', story.Log?.Ends ?? [])}");
        }

        var told = story.Calls.Where(call => call.Kind == WorkflowCallKind.Failure).ToList();
        var wanted = run.State == RunState.Failed ? 1 : 0;
        var messages = told.DistinctBy(call => call.MessageId).Count();
        if (messages != wanted || (run.Failure == FailureState.Succeeded) != (wanted == 1) || (wanted == 1 && !told.Exists(call => call.Succeeded)))
        {
            yield return new Finding(
                messages > wanted ? FindingKind.CallbackTwice : FindingKind.CallbackMissing, at, $"run {story} was told of its failure by {messages} messages; by the ledger: {run.Failure}");
        }
    }

    private static bool EndIsRight(WorkflowStory story)
    {
        var state = story.Run.State;

        // A run canceled while it was active did not reach another end later.
        var isTooLate = story.Started?.CancelAnswered is { } canceled && story.Run.CompletedAt > canceled + ClockTolerance;
        return state == RunState.Canceled && story.Started?.CancelSent is not null ? true : state == story.Program.End && !isTooLate;
    }

    private static string TextOf(RunState state) => state switch
    {
        RunState.Succeeded => "RUN_SUCCESS",
        RunState.Failed => "RUN_FAILED",
        RunState.Canceled => "RUN_CANCELED",
        _ => "RUN_STARTED",
    };
}
