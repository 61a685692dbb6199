using BusQStash.Crash.Sink;
using BusQStash.Crash.Workflows;
using BusQStash.Store.Workflows;

namespace BusQStash.Crash.Checking.Workflows;

/// <summary>
/// The endpoint is called according to the protocol: each time with the run's list up to the message's own entry, which never changes, once for the join of
/// a block, and after the end only for a result that was overtaken (workflow invariants 3, 5, 8).
/// </summary>
internal sealed class CallCheck : ICheck
{
    public IEnumerable<Finding> Find(RunRecord run) => run.Workflows.Stories.SelectMany(story =>
        FindLists(story).Concat(FindJoins(story)).Concat(FindAgain(story)).Concat(FindAfterEnd(run, story)));

    private static IEnumerable<Finding> FindLists(WorkflowStory story)
    {
        // A call that was cut off in its body has no list, and continued nothing.
        foreach (var call in story.Steps.Where(call => call.List.Count > 0))
        {
            var list = story.Run.List;
            var own = list.FirstOrDefault(entry => entry.MessageId == call.MessageId);
            var wanted = list.Where(entry => entry.Position <= own?.Position).Select(entry => (entry.MessageId, entry.Body));
            if (own is null || !wanted.SequenceEqual(call.List.Select(entry => (entry.MessageId, entry.Body))))
            {
                yield return new Finding(
                    FindingKind.WrongCall,
                    call.Start,
                    $"call of {call.MessageId} (position {own?.Position}) of run {story} came with {string.Join(' ', call.List.Select(entry => $"{entry.MessageId}:{entry.StepId}/{entry.TargetStep}"))}; its list is {string.Join(' ', list.Select(entry => $"{entry.Position}:{entry.MessageId}"))}");
            }

            if (call.CreatedAt != story.Run.CreatedAt || call.SdkVersion != "1")
            {
                yield return new Finding(FindingKind.WrongCall, call.Start, $"call of {call.MessageId} of run {story} says that it was created at {call.CreatedAt}, not {story.Run.CreatedAt}, and has the version '{call.SdkVersion}'");
            }
        }

        foreach (var call in story.Calls.Where(call => call is { Kind: WorkflowCallKind.Answer, SdkVersion: not "" }))
        {
            yield return new Finding(FindingKind.WrongCall, call.Start, $"the answer {call.MessageId} of run {story} has the version '{call.SdkVersion}', as a list has");
        }
    }

    private static IEnumerable<Finding> FindJoins(WorkflowStory story) => story.Program.Blocks.Where(block => block.IsParallel)
        .Select(block => story.Steps.Where(call => Continues(call, block)).ToList())
        .Where(joins => joins.DistinctBy(call => call.MessageId).Count() > 1)
        .Select(joins => new Finding(FindingKind.ContinuedTwice, joins[^1].Start, $"a block of run {story} was continued by {string.Join(", ", joins.Select(call => call.MessageId).Distinct())}"));

    private static bool Continues(WorkflowCall call, ProgramBlock block) =>
        call.List.Count > 0
        && block.Steps.Any(step => step.Id == call.List[^1].StepId)
        && block.Steps.All(step => call.List.Any(entry => entry.StepId == step.Id));

    /// <summary>A message answered with success is not attempted under the next number. Of attempts made twice, one may have failed: that one counted.</summary>
    private static IEnumerable<Finding> FindAgain(WorkflowStory story) => story.Calls.GroupBy(call => call.MessageId)
        .SelectMany(same => same.Where(call =>
        {
            var before = same.Where(earlier => earlier.Retried == call.Retried - 1).ToList();
            return before.Count > 0 && before.TrueForAll(earlier => earlier.Succeeded);
        }))
        .Select(call => new Finding(FindingKind.WrongCall, call.Start, $"attempt {call.Retried} of {call.MessageId} of run {story}, which had been answered with success"));

    private static IEnumerable<Finding> FindAfterEnd(RunRecord run, WorkflowStory story) =>
        from visible in new[] { story.EndKnown is { } end ? end + Visibility.LimitFrom(end, run.Stalls) : TimeSpan.MaxValue }
        from call in story.Calls
        where call.Kind != WorkflowCallKind.Failure && call.Start > visible && !IsOwed(story, call)
        select new Finding(
            FindingKind.AfterEnd,
            call.Start,
            $"call of {call.MessageId} of run {story} from process {call.ProcessId} {(call.Start - story.EndKnown!.Value).TotalSeconds:0.000} s after its end was known",
            run.Faults.WokeUp(call.ProcessId, story.EndKnown!.Value, call.Start));

    /// <summary>
    /// A result of a parallel block that others overtook is delivered once, also when its run has returned meanwhile. The ledger says which results those are: the call
    /// itself may have no list, because a list that is too long to be sent can no longer be fetched then.
    /// </summary>
    private static bool IsOwed(WorkflowStory story, WorkflowCall call) =>
        story.Run.State == RunState.Succeeded
        && call is { Kind: WorkflowCallKind.Step, Retried: 0 }
        && story.Run.List.FirstOrDefault(entry => entry.MessageId == call.MessageId) is { StepId: > 0, TargetStep: 0 } own
        && story.Program.BlockOf(own.StepId) is { IsParallel: true } block
        && story.Run.List.Any(entry => entry is { StepId: > 0, TargetStep: 0 } && entry.Position > own.Position && block.Steps.Any(step => step.Id == entry.StepId));
}
