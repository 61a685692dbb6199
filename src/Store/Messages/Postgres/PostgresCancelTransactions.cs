using System.Data.Common;
using BusQStash.Store.BulkActions;
using BusQStash.Store.Engines.Postgres;

namespace BusQStash.Store.Messages.Postgres;

/// <summary>Cancels messages as part of a larger transaction in PostgreSQL.</summary>
internal sealed class PostgresCancelTransactions(LedgerTransactions transactions) : ICancelTransactions
{
    public Task<IReadOnlyList<CanceledMessage>?> RunAsync(
        IReadOnlyList<string> messageIds,
        DateTimeOffset now,
        Func<DbConnection, Task<bool>> goOn,
        Func<DbConnection, int, Task> conclude,
        CancellationToken cancellationToken) =>
        transactions.RunAsync<IReadOnlyList<CanceledMessage>?>(
            async (transaction, token) =>
            {
                if (!await goOn(transaction.Connection))
                {
                    return null;
                }

                var results = await CancelWriter.CancelAsync(transaction, [.. messageIds.Select(id => new CancelItem(id, now))], token);
                CanceledMessage[] canceled = [.. results.OfType<CanceledMessage>()];
                await conclude(transaction.Connection, canceled.Length);
                return canceled;
            },
            cancellationToken);
}
