using System.Text.Json;

namespace BusQStash.Crash.Sink;

/// <summary>The answers of the workflows' endpoint, and the return value of a program.</summary>
internal static class WorkflowAnswer
{
    /// <summary>489: with its header, the run fails at once.</summary>
    public const int NotRetryable = 489;

    /// <summary>A program's return value: each step's result as in its list, which exposes a run that returned results other than those it stored.</summary>
    public static string ValueOf(IEnumerable<ListEntry> list) => JsonSerializer.Serialize(
        list.Where(entry => entry.StepId > 0).OrderBy(entry => entry.StepId).Select(entry => entry.IsTimeout ? "timeout" : entry.Out));
}
