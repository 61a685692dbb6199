using System.Collections.Concurrent;
using BusQStash.Store.Events;

namespace BusQStash.Store.Instances;

/// <summary>What this process does at the moment, kept in memory for those who ask: attempts are written down when they end, so nothing else knows what runs.</summary>
public sealed class OwnActivity
{
    private readonly ConcurrentDictionary<long, (string MessageId, long Since, string Url)> _running = [];
    private long _tickets;

    /// <summary>Says how many lanes this process holds.</summary>
    public Func<int> Queues { get; set; } = static () => 0;

    /// <summary>An attempt begins.</summary>
    /// <param name="messageId">The message.</param>
    /// <param name="since">When, unix milliseconds.</param>
    /// <param name="url">Where it goes.</param>
    /// <returns>What <see cref="End"/> wants to know.</returns>
    public long Begin(string messageId, long since, string url)
    {
        var ticket = Interlocked.Increment(ref _tickets);
        _running[ticket] = (messageId, since, url);
        return ticket;
    }

    /// <summary>It ended.</summary>
    public void End(long ticket) => _running.TryRemove(ticket, out _);

    /// <summary>Attempts that began before a time, the oldest first.</summary>
    public IReadOnlyList<RunningAttempt> Longest(long before, int max) =>
    [
        .. _running.Values
            .Where(attempt => attempt.Since <= before)
            .OrderBy(attempt => attempt.Since)
            .ThenBy(attempt => attempt.MessageId, StringComparer.Ordinal)
            .Take(max)
            .Select(attempt => new RunningAttempt(attempt.MessageId, attempt.Since, EventFacets.HostOf(attempt.Url))),
    ];
}
