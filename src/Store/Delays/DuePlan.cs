using BusQStash.Store.Messages;

namespace BusQStash.Store.Delays;

/// <summary>What becomes of due rows. The engines lock and load, ask here, and write.</summary>
internal static class DuePlan
{
    /// <summary>What a claimed row stands for; <see langword="null"/> when that is nothing any longer, and the row is to be deleted.</summary>
    /// <param name="row">The row.</param>
    /// <param name="message">The message it names.</param>
    /// <param name="queue">The queue it names.</param>
    public static DueItem? Decide(DueRow row, StoredMessage? message, (string Name, int? Shard)? queue) => row.Kind switch
    {
        // An active one is in a worker's hands: it writes a new row if need be, and if it dies its claim is released.
        DueRow.MessageKind => message is { State: not MessageState.Active and < MessageState.Delivered }
            ? new DueItem.Message(row.Token, row.Stamp, row.DueAt, message)
            : null,
        DueRow.LaneKind => queue is { } known ? new DueItem.Lane(row.Token, row.Stamp, row.DueAt, known.Name, known.Shard) : null,
        DueRow.WaiterKind => new DueItem.Waiter(row.Token, row.Stamp, row.DueAt),
        _ => new DueItem.BusMessage(row.Token, row.Stamp, row.DueAt, row.Content!),
    };

    /// <summary>Whether it goes into its flow-control key's line in place of getting a command. One that an older version made ready gets its command.</summary>
    public static bool EntersLine(StoredMessage message) =>
        message is { Spec.FlowControl: not null, State: MessageState.Scheduled or MessageState.Retrying };
}
