using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Sql;
using Microsoft.Data.Sqlite;

namespace BusQStash.Store.Messages.Sqlite;

/// <summary>Reads messages inside a write transaction.</summary>
internal static class SqliteStoredMessages
{
    public static StoredMessage? Find(SqliteSession session, string messageId) =>
        session.First($"select {StoredMessageRow.Columns} {StoredMessageRow.From} where m.id = @id", Read, messageId);

    /// <summary>Reads a message for its command, without a long body.</summary>
    public static StoredMessage? FindForCommand(SqliteSession session, string messageId) =>
        session.First($"select {StoredMessageRow.CommandColumns} {StoredMessageRow.From} where m.id = @id", Read, messageId);

    private static StoredMessage Read(SqliteDataReader row) => new StoredMessageRow
    {
        Id = row.GetString(0),
        Spec = row.GetFieldValue<byte[]>(1),
        Body = row.IsDBNull(2) ? null : row.GetFieldValue<byte[]>(2),
        State = row.GetInt32(3),
        Attempts = row.GetInt32(4),
        Seq = row.GetInt64(5),
        CreatedAt = row.GetInt64(6),
        NotBefore = row.GetInt64(7),
    }.ToMessage();
}
