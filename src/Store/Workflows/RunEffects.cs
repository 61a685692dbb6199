using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;

namespace BusQStash.Store.Workflows;

/// <summary>What a change of runs has to be followed by; the ledger has it already, so dying before it is done loses nothing.</summary>
public sealed record RunEffects
{
    /// <summary>Nothing.</summary>
    public static readonly RunEffects None = new();

    /// <summary>Messages whose commands are to be sent.</summary>
    public IReadOnlyList<AcceptOutcome> Accepted { get; init; } = [];

    /// <summary>Messages that were canceled.</summary>
    public IReadOnlyList<CanceledMessage> Canceled { get; init; } = [];

    /// <summary>Events for the bus.</summary>
    public IReadOnlyList<OutboxEntry> Events { get; init; } = [];
}
