using BusQStash.Store.Sql;

namespace BusQStash.Store.BulkActions;

/// <summary>Cancels by filter, done in small steps that survive the process that makes them.</summary>
public interface IBulkActions
{
    /// <summary>Counts what the filter finds among the unfinished messages accepted up to now, and writes the action down for somebody to do.</summary>
    Task<BulkAction> CreateAsync(string id, MessageFilter filter, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>An action; <see langword="null"/> when unknown.</summary>
    Task<BulkAction?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Actions on workflow runs or all others, the newest first, from behind the given one (unix milliseconds and id) on. Their filters may be long lists: they are read a few at a time.
    /// </summary>
    Task<IReadOnlyList<Listed<(long CreatedAt, string Id)>>> ListAsync(bool ofRuns, (long CreatedAt, string Id)? after, int max, CancellationToken cancellationToken);

    /// <summary>Actions in the order they are named; those that were forgotten since are left out.</summary>
    Task<IReadOnlyList<BulkAction>> ReadAsync(IReadOnlyList<(long CreatedAt, string Id)> actions, CancellationToken cancellationToken);

    /// <summary>Takes up the oldest unfinished action that nobody holds. Whoever held it before can write nothing more.</summary>
    Task<BulkClaim?> ClaimAsync(DateTimeOffset now, TimeSpan hold, CancellationToken cancellationToken);

    /// <summary>
    /// Looks at up to <paramref name="max"/> messages and cancels them, remembers how far it came and holds the action for longer, all in one transaction.
    /// A step that is made again finds its messages canceled and goes on behind them.
    /// </summary>
    Task<BulkStep> StepAsync(BulkClaim claim, int max, DateTimeOffset now, TimeSpan hold, CancellationToken cancellationToken);

    /// <summary>Gives an action up, for another process to go on with at once.</summary>
    Task ReleaseAsync(BulkClaim claim, CancellationToken cancellationToken);

    /// <summary>Forgets actions that were done before the given time.</summary>
    Task<int> PruneAsync(DateTimeOffset completedBefore, CancellationToken cancellationToken);
}
