using BusQStash.Store.Messages;

namespace BusQStash.Store.Delays;

/// <summary>Decides what happens to due rows. The engines lock and load the rows, call it, and write its decision.</summary>
internal static class DuePlan
{
    /// <summary>The item of a claimed row; <see langword="null"/> when nothing is left to do and the row must be deleted.</summary>
    /// <param name="row">The row.</param>
    /// <param name="message">The message the row refers to.</param>
    /// <param name="queue">The queue the row refers to.</param>
    public static DueItem? Decide(DueRow row, StoredMessage? message, (string Name, int? Shard)? queue) => row.Kind switch
    {
        // An active message is claimed by a worker: the worker writes a new row if necessary, and if it dies its claim is released.
        DueRow.MessageKind => message is { State: not MessageState.Active and < MessageState.Delivered }
            ? new DueItem.Message(row.Token, row.Stamp, row.DueAt, message)
            : null,
        DueRow.LaneKind => queue is { } known ? new DueItem.Lane(row.Token, row.Stamp, row.DueAt, known.Name, known.Shard) : null,
        DueRow.WaiterKind => new DueItem.Waiter(row.Token, row.Stamp, row.DueAt),
        _ => new DueItem.BusMessage(row.Token, row.Stamp, row.DueAt, row.Content!),
    };

    /// <summary>Whether the message joins its flow-control key's line instead of getting a command. A message that an older version made ready gets its command.</summary>
    public static bool EntersLine(StoredMessage message) =>
        message is { Spec.FlowControl: not null, State: MessageState.Scheduled or MessageState.Retrying };
}
