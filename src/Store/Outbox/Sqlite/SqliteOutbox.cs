using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Outbox.Sqlite;

/// <summary>The outbox on SQLite.</summary>
internal sealed class SqliteOutbox(SqliteDatabase database, SqliteWriter writer) : IOutbox
{
    /// <summary>Writes entries in the transaction of their cause. An entry that already exists was written by the same cause.</summary>
    public static void Put(SqliteSession session, IEnumerable<OutboxEntry> entries, DateTimeOffset now)
    {
        foreach (var entry in entries)
        {
            session.Execute(
                """
                insert into outbox (id, kind, payload, written_at) values (@id, @kind, @payload, @now)
                on conflict (id) do nothing
                """,
                entry.Id,
                entry.Kind,
                entry.Payload,
                now);
        }
    }

    /// <summary>Writes the events of a transaction's settlements, at its end.</summary>
    public static void PutEvents(SqliteSession session)
    {
        if (session.Events.Count > 0)
        {
            Put(session, OutboxGroup.Pack(session.Events), session.EventsAt);
            session.Events.Clear();
        }
    }

    public Task RemoveAsync(IReadOnlyCollection<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        var rows = OutboxGroup.Finished(entries);
        return rows.Length == 0
            ? Task.CompletedTask
            : writer.WriteAsync(session => rows.Sum(id => session.Execute("delete from outbox where id = @id", id)), cancellationToken);
    }

    public async Task<IReadOnlyList<OutboxEntry>> ReadOlderAsync(DateTimeOffset writtenBefore, int max, CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var rows = await connection.QueryAsync<(string Id, string Kind, byte[] Payload)>(
            "select id, kind, payload from outbox where written_at <= @time order by written_at limit @max",
            new { time = writtenBefore.ToUnixTimeMilliseconds(), max },
            cancellationToken);
        return [.. rows.SelectMany(row => OutboxGroup.Unpack(new OutboxEntry(row.Id, row.Kind, row.Payload)))];
    }
}
