using System.Data.Common;
using BusQStash.Store.Messages;

namespace BusQStash.Store.BulkActions;

/// <summary>Cancels messages as part of a larger transaction.</summary>
internal interface ICancelTransactions
{
    /// <summary>Checks whether to continue, cancels, and records the number canceled, in one transaction. May be run again from its beginning after a rollback.</summary>
    /// <returns>The canceled messages; <see langword="null"/> when the check failed.</returns>
    Task<IReadOnlyList<CanceledMessage>?> RunAsync(
        IReadOnlyList<string> messageIds,
        DateTimeOffset now,
        Func<DbConnection, Task<bool>> goOn,
        Func<DbConnection, int, Task> conclude,
        CancellationToken cancellationToken);
}
