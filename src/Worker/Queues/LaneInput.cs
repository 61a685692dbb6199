using BusQStash.Store.Messages;
using BusQStash.Worker.FlowControl;

namespace BusQStash.Worker.Queues;

/// <summary>An input of a lane's loop. The set of cases is closed.</summary>
internal abstract record LaneInput
{
    private LaneInput()
    {
    }

    /// <summary>A command came.</summary>
    internal sealed record Turn(LaneTurnHandle Handle) : LaneInput;

    /// <summary>Something happened that the ledger knows better: look there.</summary>
    internal sealed record Wake : LaneInput;

    /// <summary>A message of the lane is final and none of its callbacks is under way any more.</summary>
    internal sealed record Left(string MessageId) : LaneInput;

    /// <summary>The lease was taken.</summary>
    internal sealed record Granted(LaneLease Lease, LaneSnapshot Known) : LaneInput;

    /// <summary>The ledger was asked about a lane that is held.</summary>
    internal sealed record Seen(LaneSnapshot Known) : LaneInput;

    /// <summary>The lease is over or another's.</summary>
    internal sealed record Lost(LaneLease Lease) : LaneInput;

    /// <summary>An attempt ended; without an outcome it was cut off or its end could not be written.</summary>
    internal sealed record Ended(LaneEntry Entry, AttemptSettlement? Settlement, SettleOutcome? Outcome) : LaneInput;

    /// <summary>A message that waited for a permit of its flow-control key has it.</summary>
    internal sealed record Permitted(LaneGrant Grant) : LaneInput;

    /// <summary>An attempt was not made: its permit had been granted too long ago, or it had to wait until what the lane knew was out of date.</summary>
    /// <param name="Entry">The message's place.</param>
    /// <param name="Grant">Its permit, if it has a flow-control key.</param>
    /// <param name="Slot">The permit to make an attempt; its holder disposes it.</param>
    internal sealed record NotStarted(LaneEntry Entry, LaneGrant? Grant, GateSlot Slot) : LaneInput;

    /// <summary>Asks the lane to give itself up once nothing is in flight.</summary>
    /// <param name="IfIdle">Only if the lane has no work.</param>
    internal sealed record HandOver(bool IfIdle) : LaneInput;
}
