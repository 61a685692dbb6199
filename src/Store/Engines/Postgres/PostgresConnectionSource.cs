using System.Data.Common;
using BusQStash.Store.Sql;
using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>PostgreSQL connections for the services whose SQL is common to both engines.</summary>
internal sealed class PostgresConnectionSource(NpgsqlDataSource dataSource, LedgerTransactions transactions) : IConnectionSource
{
    // Follows the lock key of the schema; any number will do.
    private const long LockKey = 0x6275737173746174;

    public string SkipLocked => "for update skip locked";

    public string Now => DatabaseClock.Now;

    public bool HasLateral => true;

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) =>
        await dataSource.OpenConnectionAsync(cancellationToken);

    /// <summary>Allows one writer at a time over all processes, as SQLite does: these services read before they write, and users cause their writes, seldom.</summary>
    public Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async (transaction, token) =>
            {
                await transaction.Connection.ExecuteAsync("select pg_advisory_xact_lock($1)", [LockKey], token);
                return await work(transaction.Connection);
            },
            cancellationToken);

    public async Task<T> WriteOneAsync<T>(Func<DbConnection, Task<T>> statement, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        using var replication = new ReplicationWatch(connection);
        var result = await statement(connection);
        replication.ThrowIfMissed();
        return result;
    }
}
