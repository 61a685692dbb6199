using System.Data.Common;
using BusQStash.Store.BulkActions;
using BusQStash.Store.Engines.Sqlite;

namespace BusQStash.Store.Messages.Sqlite;

/// <summary>Cancels messages as part of a larger transaction on SQLite.</summary>
internal sealed class SqliteCancelTransactions(SqliteWriter writer) : ICancelTransactions
{
    public Task<IReadOnlyList<CanceledMessage>?> RunAsync(
        IReadOnlyList<string> messageIds,
        DateTimeOffset now,
        Func<DbConnection, Task<bool>> goOn,
        Func<DbConnection, int, Task> conclude,
        CancellationToken cancellationToken) =>
        writer.WriteAsync<IReadOnlyList<CanceledMessage>?>(
            async session =>
            {
                if (!await goOn(session.Connection))
                {
                    return null;
                }

                CanceledMessage[] canceled = [.. SqliteCancellation.Cancel(session, messageIds, now).OfType<CanceledMessage>()];
                await conclude(session.Connection, canceled.Length);
                return canceled;
            },
            cancellationToken);
}
