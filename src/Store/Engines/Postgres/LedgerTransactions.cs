using Microsoft.Extensions.Logging;
using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>Runs work in transactions, and retries it after a conflict that a retry may resolve.</summary>
internal sealed partial class LedgerTransactions(NpgsqlDataSource dataSource, ILogger<LedgerTransactions> logger)
{
    // Five conflicts in a row mean that something else is wrong, so the caller gets the error.
    private const int Tries = 5;

    /// <summary>
    /// Runs work and commits it, unless the work committed itself with its last statements. The work may run several times, each time in a new transaction, so it must keep no
    /// state between tries.
    /// </summary>
    public Task<T> RunAsync<T>(Func<LedgerTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(work, isOneBatch: false, cancellationToken);

    /// <summary>Like <c>RunAsync</c>, for work that sends only its last statements. The server runs a batch as one transaction, so no begin or commit is necessary.</summary>
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
