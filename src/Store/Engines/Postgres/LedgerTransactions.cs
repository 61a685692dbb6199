using Microsoft.Extensions.Logging;
using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>Runs work in transactions, and again when it lost a race that it may win the next time.</summary>
internal sealed partial class LedgerTransactions(NpgsqlDataSource dataSource, ILogger<LedgerTransactions> logger)
{
    // Losing five times in a row means something else is wrong, and the caller should hear of it.
    private const int Tries = 5;

    /// <summary>
    /// Runs work and commits it, unless it did so itself with its last statements. The work may run several times, each time on a fresh transaction: it keeps nothing between tries.
    /// </summary>
    public Task<T> RunAsync<T>(Func<LedgerTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(work, isOneBatch: false, cancellationToken);

    /// <summary>
    /// The same for work that sends nothing but its last statements. The server runs a batch as a transaction by itself, so nothing need be begun or committed.
    /// </summary>
    public Task<T> RunOneBatchAsync<T>(Func<LedgerTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(work, isOneBatch: true, cancellationToken);

    private async Task<T> RunAsync<T>(
        Func<LedgerTransaction, CancellationToken, Task<T>> work, bool isOneBatch, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(work, isOneBatch, attempt > 1, cancellationToken);
            }
            catch (PostgresException failure) when (attempt < Tries && PostgresErrors.IsWorthRepeating(failure))
            {
                Log.Repeated(logger, failure.SqlState, attempt);
            }
        }
    }

    private async Task<T> RunOnceAsync<T>(
        Func<LedgerTransaction, CancellationToken, Task<T>> work, bool isOneBatch, bool isRepeat, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var commit = isOneBatch ? null : await connection.BeginTransactionAsync(cancellationToken);
        using var replication = new ReplicationWatch(connection);
        var transaction = new LedgerTransaction(connection, isOneBatch, isRepeat);
        try
        {
            var result = await work(transaction, cancellationToken);
            if (!transaction.IsCommitted && commit is not null)
            {
                await commit.CommitAsync(cancellationToken);
            }

            replication.ThrowIfMissed();
            transaction.Succeeded();
            return result;
        }
        catch (Exception exception)
        {
            transaction.Failed(exception);
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "A transaction was rolled back with {SqlState} on try {Attempt} and is retried.")]
        public static partial void Repeated(ILogger logger, string sqlState, int attempt);
    }
}
