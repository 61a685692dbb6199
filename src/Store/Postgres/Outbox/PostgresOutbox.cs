using BusQStash.Store.Batching;
using BusQStash.Store.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BusQStash.Store.Postgres.Outbox;

/// <summary>The outbox in PostgreSQL.</summary>
internal sealed class PostgresOutbox : IOutbox, IAsyncDisposable
{
    private const string Remove = "delete from outbox where id = any($1)";

    private const string ReadOlder =
        "select id, kind, payload from outbox where written_at <= $1 order by written_at, id limit $2";

    private readonly NpgsqlDataSource _dataSource;
    private readonly LedgerTransactions _transactions;
    private readonly GroupWriter<IReadOnlyCollection<string>, int> _remove;

    public PostgresOutbox(NpgsqlDataSource dataSource, [FromKeyedServices(PostgresDataSource.HotPath)] LedgerTransactions transactions)
    {
        _dataSource = dataSource;
        _transactions = transactions;
        _remove = new(
            RemoveAllAsync,
            new() { Cost = ids => ids.Count, RetrySingly = failure => !PostgresErrors.IsOutage(failure) });
    }

    public Task RemoveAsync(IReadOnlyCollection<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        var rows = OutboxGroup.Finished(entries);
        return rows.Length == 0 ? Task.CompletedTask : _remove.WriteAsync(rows, cancellationToken);
    }

    public async Task<IReadOnlyList<OutboxEntry>> ReadOlderAsync(
        DateTimeOffset writtenBefore, int max, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.ListAsync(ReadOlder, [writtenBefore.ToUnixTimeMilliseconds(), max], Read, cancellationToken);
        return [.. rows.SelectMany(OutboxGroup.Unpack)];
    }

    public ValueTask DisposeAsync() => _remove.DisposeAsync();

    private async Task<IReadOnlyList<int>> RemoveAllAsync(
        IReadOnlyList<IReadOnlyCollection<string>> calls, CancellationToken cancellationToken)
    {
        string[] ids = [.. calls.SelectMany(call => call)];
        return await _transactions.RunAsync<IReadOnlyList<int>>(
            async (transaction, token) =>
            {
                await using var batch = new StatementBatch(transaction.Connection);
                batch.Add(Remove, ids);
                await transaction.CommitAsync(batch, token);
                return [.. calls.Select(call => call.Count)];
            },
            cancellationToken);
    }

    private static OutboxEntry Read(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1), row.GetFieldValue<byte[]>(2));
}
