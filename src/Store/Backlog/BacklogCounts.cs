namespace BusQStash.Store.Backlog;

/// <summary>What waits.</summary>
/// <param name="DeadLetters">Dead letters, at most <see cref="IBacklog.Most"/>.</param>
/// <param name="FlowWaiting">Messages in the lines of flow-control keys, at most <see cref="IBacklog.Most"/>.</param>
/// <param name="OldestHeadDueAt">
/// Since when the head that has been due longest waits, of all queues that are not paused; <see langword="null"/> when none does. A head is accepted, delayed or in
/// backoff until then, so it was due then but not necessarily the head.
/// </param>
public sealed record BacklogCounts(long DeadLetters, long FlowWaiting, DateTimeOffset? OldestHeadDueAt);
