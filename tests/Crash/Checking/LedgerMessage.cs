using BusQStash.Store.Messages;

namespace BusQStash.Crash.Checking;

/// <summary>A message as stored in the ledger at the end.</summary>
internal sealed record LedgerMessage(string Id, MessageState State, int Attempts, long Seq, string Path)
{
    public TimeSpan? FinishedAt { get; init; }

    public required TimeSpan NotBefore { get; init; }

    /// <summary>Number of ends in its history.</summary>
    public int Ends { get; init; }

    /// <summary>Number of attempts in its history.</summary>
    public int ActiveEvents { get; init; }

    public int DeadLetters { get; init; }

    public bool IsFinal => State >= MessageState.Delivered;
}
