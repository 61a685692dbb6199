using BusQStash.Crash.Sink;
using BusQStash.Store.Workflows;

namespace BusQStash.Crash.Checking.Workflows;

/// <summary>A workflow run as stored in the ledger at the end.</summary>
internal sealed record LedgerRun(long Key, string Id, long CreatedAt, string Path, RunState State)
{
    /// <summary>When it ended, by the clock of the process that ended it, before the commit.</summary>
    public TimeSpan? CompletedAt { get; init; }

    public string Response { get; init; } = "";

    public long? InvokerKey { get; init; }

    public FailureState? Failure { get; init; }

    /// <summary>Number of its steps that still wait for an event.</summary>
    public int Waiters { get; init; }

    public IReadOnlyList<LedgerStep> Steps { get; init; } = [];

    /// <summary>The list, in its order.</summary>
    public IReadOnlyList<LedgerStep> List => [.. Steps.Where(step => step.Position is not null).OrderBy(step => step.Position)];

    /// <summary>A step's result in the list.</summary>
    public ListEntry? ResultOf(int stepId) =>
        List.FirstOrDefault(step => step.Position > 0 && step.StepId == stepId) is { } entry ? ListEntry.Read(entry.MessageId, entry.Body, isPayload: false) : null;

    public LedgerStep? Find(StepKind kind, int stepId, int targetStep = 0) =>
        Steps.FirstOrDefault(step => step.Kind == kind && step.StepId == stepId && (step.TargetStep == targetStep || kind == StepKind.Answer) && (kind != StepKind.Entry || step.Position > 0));

    public override string ToString() => $"{Id} {Path} ({State})";
}
