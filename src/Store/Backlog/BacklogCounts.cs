namespace BusQStash.Store.Backlog;

/// <summary>Counts of what waits in the ledger.</summary>
/// <param name="DeadLetters">Dead letters, counted up to <see cref="IBacklog.Most"/>.</param>
/// <param name="FlowWaiting">Messages in the lines of flow-control keys, counted up to <see cref="IBacklog.Most"/>.</param>
/// <param name="OldestHeadDueAt">
/// When the longest-due head became due, over all queues that are not paused; <see langword="null"/> when none is due. A head is accepted, delayed or in backoff until then, so it
/// was due at that time but not necessarily the head.
/// </param>
public sealed record BacklogCounts(long DeadLetters, long FlowWaiting, DateTimeOffset? OldestHeadDueAt);
