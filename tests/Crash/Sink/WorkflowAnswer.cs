using System.Text.Json;

namespace BusQStash.Crash.Sink;

/// <summary>What the workflows' endpoint answers, and what a program returns.</summary>
internal static class WorkflowAnswer
{
    /// <summary>489: with the header that goes with it, the run fails at once.</summary>
    public const int NotRetryable = 489;

    /// <summary>The value a program returns: each step's result as its list has it, so that a run that returned other results than it stored is seen.</summary>
    public static string ValueOf(IEnumerable<ListEntry> list) => JsonSerializer.Serialize(
        list.Where(entry => entry.StepId > 0).OrderBy(entry => entry.StepId).Select(entry => entry.IsTimeout ? "timeout" : entry.Out));
}
