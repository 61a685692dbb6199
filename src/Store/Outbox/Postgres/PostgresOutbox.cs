using BusQStash.Store.Engines.Postgres;
using Npgsql;

namespace BusQStash.Store.Outbox.Postgres;

/// <summary>The outbox in PostgreSQL.</summary>
internal sealed class PostgresOutbox(NpgsqlDataSource dataSource, PublishedRows published) : IOutbox
{
    private const string ReadOlder =
        "select id, kind, payload from outbox where written_at <= $1 order by written_at, id limit $2";

    public Task RemoveAsync(IReadOnlyCollection<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        var rows = OutboxGroup.Finished(entries);
        return rows.Length == 0 ? Task.CompletedTask : published.RemoveAsync(rows, cancellationToken);
    }

    public async Task<IReadOnlyList<OutboxEntry>> ReadOlderAsync(
        DateTimeOffset writtenBefore, int max, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.ListAsync(ReadOlder, [writtenBefore.ToUnixTimeMilliseconds(), max], Read, cancellationToken);
        return [.. rows.SelectMany(OutboxGroup.Unpack)];
    }

    private static OutboxEntry Read(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1), row.GetFieldValue<byte[]>(2));
}
