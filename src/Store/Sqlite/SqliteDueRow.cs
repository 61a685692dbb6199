using BusQStash.Store.Delays;
using BusQStash.Store.Messages;
using Microsoft.Data.Sqlite;

namespace BusQStash.Store.Sqlite;

/// <summary>A due row as it was before it was claimed.</summary>
internal sealed record SqliteDueRow(string Token, int Kind, DateTimeOffset DueAt, ScheduledBusMessage? Content)
{
    public static SqliteDueRow Read(SqliteDataReader row)
    {
        var content = row.GetInt32(1) == SqliteDueRows.BusKind
            ? new ScheduledBusMessage(
                row.GetString(3), row.GetString(4), row.GetFieldValue<byte[]>(6), row.IsDBNull(5) ? null : row.GetString(5))
            : null;
        return new SqliteDueRow(row.GetString(0), row.GetInt32(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), content);
    }

    /// <summary>What is to be done; <see langword="null"/> when that is nothing any longer.</summary>
    public DueItem? ToItem(SqliteSession session, long stamp) => Kind switch
    {
        SqliteDueRows.MessageKind => SqliteStoredMessages.Find(session, Token) is { State: < MessageState.Delivered } message
            ? new DueItem.Message(Token, stamp, DueAt, message)
            : null,
        SqliteDueRows.LaneKind => Lane(session, stamp),
        _ => new DueItem.BusMessage(Token, stamp, DueAt, Content!),
    };

    private DueItem.Lane? Lane(SqliteSession session, long stamp)
    {
        var queueName = Token[SqliteDueRows.LaneToken("").Length..];
        var shard = session.Query("select shard from queue where name = @name", row => row.IsDBNull(0) ? (int?)null : row.GetInt32(0), queueName);
        return shard is [var number] ? new DueItem.Lane(Token, stamp, DueAt, queueName, number) : null;
    }
}
