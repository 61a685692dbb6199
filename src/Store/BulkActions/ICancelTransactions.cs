using System.Data.Common;
using BusQStash.Store.Messages;

namespace BusQStash.Store.BulkActions;

/// <summary>Cancels messages in one transaction with something else.</summary>
internal interface ICancelTransactions
{
    /// <summary>
    /// Asks whether to go on, cancels, and writes down how many it were: all of it or nothing. May be run again from its beginning after a rollback.
    /// </summary>
    /// <returns>What was canceled; <see langword="null"/> when it was not to go on.</returns>
    Task<IReadOnlyList<CanceledMessage>?> RunAsync(
        IReadOnlyList<string> messageIds,
        DateTimeOffset now,
        Func<DbConnection, Task<bool>> goOn,
        Func<DbConnection, int, Task> conclude,
        CancellationToken cancellationToken);
}
