using BusQStash.Store.Messages;

namespace BusQStash.Store.Sqlite;

/// <summary>What settling and canceling need to know of a message.</summary>
internal sealed record SqliteMessageRow(
    string Id,
    MessageState State,
    int Attempts,
    long Seq,
    long CreatedAt,
    string? QueueName,
    string? ParentId,
    int OpenCallbacks)
{
    public bool IsFinal => State >= MessageState.Delivered;

    public static SqliteMessageRow? Find(SqliteSession session, string id) => session.First(
        "select id, state, attempts, seq, created_at, queue_name, parent_id, open_callbacks from message where id = @id",
        row => new SqliteMessageRow(
            row.GetString(0),
            (MessageState)row.GetInt32(1),
            row.GetInt32(2),
            row.GetInt64(3),
            row.GetInt64(4),
            row.IsDBNull(5) ? null : row.GetString(5),
            row.IsDBNull(6) ? null : row.GetString(6),
            row.GetInt32(7)),
        id);
}
