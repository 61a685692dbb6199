using BusQStash.Store.Messages;

namespace BusQStash.Store.Sqlite;

/// <summary>Ordered messages that keep their place in their lane until their callback messages are final.</summary>
internal static class SqliteParents
{
    /// <summary>
    /// A callback of <paramref name="parentId"/> has become final. When it was the last one of a final message, that message leaves its lane and
    /// the lane is woken.
    /// </summary>
    public static WokenLane? CallbackEnded(SqliteSession session, string? parentId, DateTimeOffset now)
    {
        if (parentId is null)
        {
            return null;
        }

        session.Execute("update message set open_callbacks = open_callbacks - 1 where id = @id and open_callbacks > 0", parentId);
        var freed = session.Execute(
            "update message set lane_open = 0 where id = @id and lane_open = 1 and open_callbacks = 0 and state >= @final",
            parentId,
            MessageState.Delivered);
        if (freed == 0 || session.Text("select queue_name from message where id = @id", parentId) is not { } queueName)
        {
            return null;
        }

        return new WokenLane(queueName, SqliteQueueRows.Wake(session, queueName, now));
    }
}
