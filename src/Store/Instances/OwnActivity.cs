using System.Collections.Concurrent;
using BusQStash.Store.Events;

namespace BusQStash.Store.Instances;

/// <summary>Current activity of this process, kept in memory: attempts are written to the ledger only when they end, so no other place records those in flight.</summary>
public sealed class OwnActivity
{
    private readonly ConcurrentDictionary<long, (string MessageId, long Since, string Url)> _running = [];
    private long _tickets;

    /// <summary>Returns the number of lanes this process holds.</summary>
    public Func<int> Queues { get; set; } = static () => 0;

    /// <summary>Records the start of an attempt.</summary>
    /// <param name="messageId">The message.</param>
    /// <param name="since">Start time, unix milliseconds.</param>
    /// <param name="url">Its destination.</param>
    /// <returns>A handle for <see cref="End"/>.</returns>
    public long Begin(string messageId, long since, string url)
    {
        var ticket = Interlocked.Increment(ref _tickets);
        _running[ticket] = (messageId, since, url);
        return ticket;
    }

    /// <summary>Records the end of an attempt.</summary>
    public void End(long ticket) => _running.TryRemove(ticket, out _);

    /// <summary>Attempts that started before a time, oldest first.</summary>
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
