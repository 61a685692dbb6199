using BusQStash.Store.Workflows;

namespace BusQStash.Store.Messages;

/// <summary>What became of an <see cref="AttemptSettlement"/>.</summary>
/// <param name="Status">Whether it was written.</param>
/// <param name="Callbacks">What became of its callbacks, in their order; empty unless it was written.</param>
/// <param name="LaneDone">The message has left its lane: it is final and has no callback under way. False for an unordered message.</param>
/// <param name="Freed">The message that waited for this callback message and has left its lane now.</param>
public sealed record SettleOutcome(SettleStatus Status, IReadOnlyList<AcceptOutcome> Callbacks, bool LaneDone, LaneMessage? Freed)
{
    /// <summary>What it did to the workflow run of the message.</summary>
    public RunEffects? Run { get; init; }

    /// <summary>The ledger had moved on: nothing was written.</summary>
    public static readonly SettleOutcome Superseded = new(SettleStatus.Superseded, [], false, null);

    /// <summary>The lane has another owner: nothing was written.</summary>
    public static readonly SettleOutcome Fenced = new(SettleStatus.Fenced, [], false, null);
}
