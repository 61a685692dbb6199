using BusQStash.Store.Engines.Sqlite;
using Microsoft.Data.Sqlite;

namespace BusQStash.Store.Messages.Sqlite;

/// <summary>Reads and writes back the rows that settling and canceling change. The single writer serves as their lock.</summary>
internal static class SqliteHeldMessages
{
    /// <summary>The messages and their parents (the messages whose callbacks they are).</summary>
    public static Dictionary<string, HeldMessage> Read(SqliteSession session, IEnumerable<string> messageIds)
    {
        var held = new Dictionary<string, HeldMessage>(StringComparer.Ordinal);
        foreach (var id in messageIds)
        {
            if (Add(session, held, id) is { ParentId: { } parentId })
            {
                Add(session, held, parentId);
            }
        }

        return held;
    }

    public static void Write(SqliteSession session, IEnumerable<HeldMessage> changed)
    {
        foreach (var message in changed)
        {
            session.Execute(
                """
                update message
                set state = @state, attempts = @attempts, not_before = @notBefore, finished_at = @finishedAt, claimed_by = @claimedBy,
                    lane_open = @laneOpen, open_callbacks = @openCallbacks, last_event_at = @lastEventAt
                where id = @id
                """,
                message.State,
                message.Attempts,
                message.NewNotBefore ?? message.NotBefore,
                message.FinishedAt,
                message.ClaimedBy,
                message.LaneOpen,
                message.OpenCallbacks,
                message.LastEventAt,
                message.Id);
        }
    }

    private static HeldMessage? Add(SqliteSession session, Dictionary<string, HeldMessage> held, string id)
    {
        if (held.TryGetValue(id, out var known))
        {
            return known;
        }

        var message = session.First(
            """
            select id, state, attempts, queue_name, seq, lane_open, open_callbacks, parent_id, claimed_by, created_at, not_before, finished_at,
                   last_event_at, flow_key
            from message where id = @id
            """,
            Read,
            id);
        if (message is not null)
        {
            held.Add(id, message);
        }

        return message;
    }

    private static HeldMessage Read(SqliteDataReader row) => new()
    {
        Id = row.GetString(0),
        State = (MessageState)row.GetInt32(1),
        Attempts = row.GetInt32(2),
        QueueName = row.IsDBNull(3) ? null : row.GetString(3),
        Seq = row.GetInt64(4),
        LaneOpen = row.GetBoolean(5),
        OpenCallbacks = row.GetInt32(6),
        ParentId = row.IsDBNull(7) ? null : row.GetString(7),
        ClaimedBy = row.IsDBNull(8) ? null : row.GetInt32(8),
        CreatedAt = row.GetInt64(9),
        NotBefore = row.GetInt64(10),
        FinishedAt = row.IsDBNull(11) ? null : row.GetInt64(11),
        LastEventAt = row.GetInt64(12),
        FlowKey = row.IsDBNull(13) ? null : row.GetString(13),
    };
}
