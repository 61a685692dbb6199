using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace BusQStash.Store.Stats;

/// <summary>Counts what this process does: in total, by queue and by host. Counting blocks no caller, and nothing depends on it.</summary>
public sealed class StatCounters(IOptions<StatsOptions> options)
{
    private const int MostQueues = 200, MostHosts = 50;

    private readonly StatSeries _all = new();
    private readonly ConcurrentDictionary<string, StatSeries> _queues = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, StatSeries> _hosts = new(StringComparer.Ordinal);

    private bool IsOff { get; } = !options.Value.Enabled;

    /// <summary>Counts messages, and requests that were not accepted as messages.</summary>
    public void Count(StatField field, string? queueName, int count = 1)
    {
        if (IsOff || count == 0)
        {
            return;
        }

        _all.Add(field, count);
        if (queueName is not null)
        {
            Find(_queues, queueName, MostQueues).Add(field, count);
        }
    }

    /// <summary>Counts an attempt that ended.</summary>
    /// <param name="queueName">The message's queue.</param>
    /// <param name="host">The destination's host.</param>
    /// <param name="outcome">Outcome of the attempt.</param>
    /// <param name="next">Outcome for the message.</param>
    /// <param name="duration">Duration of the attempt.</param>
    /// <param name="wait">Delay between the due time and the attempt; only for a message's first attempt.</param>
    public void CountAttempt(string? queueName, string host, StatField outcome, StatField next, TimeSpan duration, TimeSpan? wait)
    {
        if (IsOff)
        {
            return;
        }

        var took = StatBuckets.Of(duration.TotalMilliseconds);
        int? waited = wait is { } time ? StatBuckets.Of(time.TotalMilliseconds) : null;
        Add(_all, outcome, next, took, waited);
        Add(Find(_hosts, host, MostHosts), outcome, next, took, waited);
        if (queueName is not null)
        {
            Add(Find(_queues, queueName, MostQueues), outcome, next, took, waited);
        }
    }

    /// <summary>All existing series, by name.</summary>
    internal IEnumerable<(string Name, StatSeries Series)> Series =>
    [
        (StatNames.All, _all),
        .. _queues.Select(queue => (StatNames.OfQueue(queue.Key), queue.Value)),
        .. _hosts.Select(host => (StatNames.OfHost(host.Key), host.Value)),
    ];

    /// <summary>Removes an idle series to make room for another. A concurrent addition is not lost, because the caller reads the series once more.</summary>
    internal void Forget(string name)
    {
        if (name.StartsWith(StatNames.QueuePrefix, StringComparison.Ordinal))
        {
            _queues.TryRemove(name[StatNames.QueuePrefix.Length..], out _);
        }
        else if (name.StartsWith(StatNames.HostPrefix, StringComparison.Ordinal))
        {
            _hosts.TryRemove(name[StatNames.HostPrefix.Length..], out _);
        }
    }

    private static void Add(StatSeries series, StatField outcome, StatField next, int took, int? waited)
    {
        series.Add(outcome);
        series.Add(next);
        series.AddAttempt(took);
        if (waited is { } bucket)
        {
            series.AddWait(bucket);
        }
    }

    private static StatSeries Find(ConcurrentDictionary<string, StatSeries> series, string name, int most)
    {
        if (series.TryGetValue(name, out var found))
        {
            return found;
        }

        // Concurrent additions may exceed the limit together, which is harmless.
        return series.GetOrAdd(series.Count < most ? name : StatNames.Other, static _ => new StatSeries());
    }
}
