namespace BusQStash.Crash.Sink;

/// <summary>One event sent to a run that waits, or will.</summary>
/// <param name="RunId">The run it is for.</param>
/// <param name="StepId">The step that waits for it.</param>
/// <param name="IsKept">Whether it names its run, so that it is kept when the run does not wait yet.</param>
/// <param name="Body">The event's data.</param>
internal sealed record Notification(string RunId, int StepId, bool IsKept, string Body)
{
    public TimeSpan Sent { get; init; }

    public TimeSpan? Answered { get; init; }

    /// <summary>The messages that resume runs, as answered; empty when no run waited.</summary>
    public IReadOnlyList<string> Resumed { get; init; } = [];

    /// <summary>The name of an event that one step of one run waits for.</summary>
    public static string EventOf(string runId, int stepId) => FormattableString.Invariant($"{runId}-event-{stepId}");
}
