using System.Text.Json;
using BusQStash.Crash.Workflows;
using BusQStash.Store.Workflows;

namespace BusQStash.Crash.Checking.Workflows;

/// <summary>A step invokes one run, and receives its actual end once, whether or not its own run is active (workflow invariant 6).</summary>
internal sealed class InvocationCheck : ICheck
{
    public IEnumerable<Finding> Find(RunRecord run) => run.Workflows.Stories.SelectMany(story =>
        story.Program.Steps.Where(step => step.Code == StepCode.Invokes).SelectMany(step => FindInStep(story, step)));

    private static IEnumerable<Finding> FindInStep(WorkflowStory story, ProgramStep step)
    {
        var row = story.Run.Find(StepKind.Invocation, step.Id);
        var children = story.Children.Where(child => child.Id.StartsWith($"{story.Run.Id}-child-{step.Id}-", StringComparison.Ordinal)).ToList();
        var told = story.Run.ResultOf(step.Id);
        if (children.Count > 1 || children.Count != (row is null ? 0 : 1) || children.Exists(child => child.Key != row!.InvokedKey))
        {
            yield return Wrong($"invoked {children.Count} runs: {string.Join(", ", children)}; its row says {row?.InvokedKey}");
            yield break;
        }

        if (told is not null && children is [])
        {
            yield return Wrong($"was told {told.Body} of a run that is none");
        }
        else if (children is [var child] && child.State != RunState.Alive && (told is null || !Says(told.Out, child)))
        {
            yield return Wrong($"was told {told?.Body ?? "nothing"} of {child}, which returned {child.Response}");
        }

        Finding Wrong(string text) => new(FindingKind.WrongInvocation, row?.CreatedAt ?? TimeSpan.Zero, $"step {step.Id} of run {story} {text}");
    }

    private static bool Says(string told, LedgerRun child)
    {
        var json = JsonElement.Parse(told);
        var body = json.TryGetProperty("body", out var text) ? text.GetString() : null;
        return body == (child.State == RunState.Succeeded ? child.Response : null)
            && json.GetProperty("isFailed").GetBoolean() == (child.State == RunState.Failed)
            && json.GetProperty("isCanceled").GetBoolean() == (child.State == RunState.Canceled);
    }
}
