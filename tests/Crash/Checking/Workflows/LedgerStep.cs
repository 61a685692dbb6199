using BusQStash.Store.Workflows;

namespace BusQStash.Crash.Checking.Workflows;

/// <summary>A step or event of a run, as stored in the ledger at the end.</summary>
internal sealed record LedgerStep(StepKind Kind, int StepId, int TargetStep, string MessageId, string Body)
{
    /// <summary>Its position in the list; null when it is not an entry of it.</summary>
    public int? Position { get; init; }

    public TimeSpan CreatedAt { get; init; }

    /// <summary>Of a wait: its deadline.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Of an invocation: the invoked run.</summary>
    public long? InvokedKey { get; init; }
}
