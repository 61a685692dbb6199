using BusQStash.Store.Sql;

namespace BusQStash.Store.BulkActions;

/// <summary>Cancellations by filter, executed in small steps that survive the death of the process.</summary>
public interface IBulkActions
{
    /// <summary>Counts the unfinished messages accepted so far that match the filter, and stores the action for a worker to execute.</summary>
    Task<BulkAction> CreateAsync(string id, MessageFilter filter, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>An action; <see langword="null"/> when unknown.</summary>
    Task<BulkAction?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Actions on workflow runs or all others, newest first, after the given one (unix milliseconds and id; keyset pagination). Their filters may be long, so the actions are read
    /// a few at a time.
    /// </summary>
    Task<IReadOnlyList<Listed<(long CreatedAt, string Id)>>> ListAsync(bool ofRuns, (long CreatedAt, string Id)? after, int max, CancellationToken cancellationToken);

    /// <summary>Actions in the order of their keys; those deleted since are left out.</summary>
    Task<IReadOnlyList<BulkAction>> ReadAsync(IReadOnlyList<(long CreatedAt, string Id)> actions, CancellationToken cancellationToken);

    /// <summary>Claims the oldest unfinished action that is not claimed. A process with an earlier claim can no longer write.</summary>
    Task<BulkClaim?> ClaimAsync(DateTimeOffset now, TimeSpan hold, CancellationToken cancellationToken);

    /// <summary>
    /// Examines up to <paramref name="max"/> messages and cancels those that match, stores the cursor and extends the claim, all in one transaction. A repeated step finds its
    /// messages canceled and continues after them (idempotency).
    /// </summary>
    Task<BulkStep> StepAsync(BulkClaim claim, int max, DateTimeOffset now, TimeSpan hold, CancellationToken cancellationToken);

    /// <summary>Releases an action, so that another process may continue it at once.</summary>
    Task ReleaseAsync(BulkClaim claim, CancellationToken cancellationToken);

    /// <summary>Deletes actions that were completed before the given time.</summary>
    Task<int> PruneAsync(DateTimeOffset completedBefore, CancellationToken cancellationToken);
}
