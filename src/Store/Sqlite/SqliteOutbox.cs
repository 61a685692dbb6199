using BusQStash.Store.Outbox;
using Dapper;

namespace BusQStash.Store.Sqlite;

/// <summary>The outbox on SQLite.</summary>
internal sealed class SqliteOutbox(SqliteDatabase database, SqliteWriter writer) : IOutbox
{
    /// <summary>Writes entries beside their cause. One that is there already was written by the same cause.</summary>
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

    public Task RemoveAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) => writer.WriteAsync(
        session => ids.Sum(id => session.Execute("delete from outbox where id = @id", id)),
        cancellationToken);

    public async Task<IReadOnlyList<OutboxEntry>> ReadOlderAsync(DateTimeOffset writtenBefore, int max, CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var rows = await connection.QueryAsync<(string Id, string Kind, byte[] Payload)>(new CommandDefinition(
            "select id, kind, payload from outbox where written_at <= @time order by written_at limit @max",
            new { time = writtenBefore.ToUnixTimeMilliseconds(), max },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => new OutboxEntry(row.Id, row.Kind, row.Payload))];
    }
}
