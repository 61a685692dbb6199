namespace BusQStash.Store.BulkActions;

/// <summary>Creates and stops bulk actions of all kinds; also records the steps of those on dead letters.</summary>
public interface IDeadLetterActions
{
    /// <summary>Counts the entries that match the filter, up to a limit, and stores the action for a worker to execute.</summary>
    Task<BulkAction> CreateAsync(NewBulkAction action, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Removes and counts entries and stores the cursor, all in one transaction: a step repeated by this process, or by another after a crash, finds its entries gone and counts
    /// none twice (idempotency). <see langword="null"/> when the action is complete, was stopped, or was claimed by another process.
    /// </summary>
    Task<BulkClaim?> RecordAsync(BulkClaim claim, BulkProgress progress, DateTimeOffset now, TimeSpan hold, CancellationToken cancellationToken);

    /// <summary>Stops an action without undoing finished steps. False when it is unknown or has already ended.</summary>
    Task<bool> StopAsync(string id, DateTimeOffset now, CancellationToken cancellationToken);
}
