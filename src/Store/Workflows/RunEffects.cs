using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;

namespace BusQStash.Store.Workflows;

/// <summary>Actions that must follow a change of runs. The change is already in the ledger, so if the process dies before them, nothing is lost.</summary>
public sealed record RunEffects
{
    /// <summary>Effects of a change that needs no further action.</summary>
    public static readonly RunEffects None = new();

    /// <summary>Messages whose commands must be sent.</summary>
    public IReadOnlyList<AcceptOutcome> Accepted { get; init; } = [];

    /// <summary>Messages that were canceled.</summary>
    public IReadOnlyList<CanceledMessage> Canceled { get; init; } = [];

    /// <summary>Events to publish to the bus.</summary>
    public IReadOnlyList<OutboxEntry> Events { get; init; } = [];
}
