using BusQStash.Store.Messages;

namespace BusQStash.Crash.Checking;

/// <summary>A message as the ledger had it at the end.</summary>
internal sealed record LedgerMessage(string Id, MessageState State, int Attempts, long Seq, string Path)
{
    public TimeSpan? FinishedAt { get; init; }

    public required TimeSpan NotBefore { get; init; }

    /// <summary>Ends in its history.</summary>
    public int Ends { get; init; }

    /// <summary>Attempts in its history.</summary>
    public int ActiveEvents { get; init; }

    public int DeadLetters { get; init; }

    public bool IsFinal => State >= MessageState.Delivered;
}
