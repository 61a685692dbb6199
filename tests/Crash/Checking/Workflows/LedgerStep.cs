using BusQStash.Store.Workflows;

namespace BusQStash.Crash.Checking.Workflows;

/// <summary>Something a run was told of, as the ledger had it at the end.</summary>
internal sealed record LedgerStep(StepKind Kind, int StepId, int TargetStep, string MessageId, string Body)
{
    /// <summary>Its place in the list; nothing when it is none of its entries.</summary>
    public int? Position { get; init; }

    public TimeSpan CreatedAt { get; init; }

    /// <summary>Of a wait.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Of an invocation: the run it made.</summary>
    public long? InvokedKey { get; init; }
}
