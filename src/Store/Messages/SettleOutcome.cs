using BusQStash.Store.Workflows;

namespace BusQStash.Store.Messages;

/// <summary>The result of an <see cref="AttemptSettlement"/>.</summary>
/// <param name="Status">Whether the settlement was written.</param>
/// <param name="Callbacks">The results of accepting its callbacks, in their order; empty unless it was written.</param>
/// <param name="LaneDone">The message has left its lane: it is final and has no open callback. False for an unordered message.</param>
/// <param name="Freed">The parent of this callback message, if it has left its lane now.</param>
public sealed record SettleOutcome(SettleStatus Status, IReadOnlyList<AcceptOutcome> Callbacks, bool LaneDone, LaneMessage? Freed)
{
    /// <summary>Effects on the message's workflow run.</summary>
    public RunEffects? Run { get; init; }

    /// <summary>The message is final or at another attempt: nothing was written.</summary>
    public static readonly SettleOutcome Superseded = new(SettleStatus.Superseded, [], false, null);

    /// <summary>The lane has another owner (fencing): nothing was written.</summary>
    public static readonly SettleOutcome Fenced = new(SettleStatus.Fenced, [], false, null);
}
