using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BusQStash.Bus.Naming;
using BusQStash.Rules.Metrics;

namespace BusQStash.Bus.Connections;

/// <summary>
/// This system's broker queues for which RabbitMQ confirms or delivers nothing although it otherwise works: a quorum queue without a leader or without a
/// majority of its members. Nothing is sent to them until <see cref="QueueRepair"/> has repaired them; lanes continue from the ledger.
/// </summary>
public sealed class UnusableQueues
{
    private readonly ConcurrentDictionary<string, long> _since = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;

    /// <summary>All are usable.</summary>
    public UnusableQueues(IMeterFactory meters, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _time = time;
        meters.Create(MetricNames.Meter).CreateObservableGauge(
            "busqstash.broker.queues.unusable", () => _since.Count, description: "Broker queues that accept or deliver nothing; they are recreated.");
    }

    /// <summary>Commands of unordered messages cannot be sent.</summary>
    public bool CommandsWait => Contains(BrokerNames.Deliver);

    /// <summary>Whether nothing should be sent to it.</summary>
    public bool Contains(string name) => _since.ContainsKey(name);

    /// <summary>Names of all.</summary>
    public IReadOnlyCollection<string> List() => [.. _since.Keys.Order(StringComparer.Ordinal)];

    /// <summary>It does not answer.</summary>
    public void Add(string name) => _since.TryAdd(name, _time.GetTimestamp());

    /// <summary>It answers again.</summary>
    public void Remove(string name) => _since.TryRemove(name, out _);

    /// <summary>For how long it has been one of these.</summary>
    public TimeSpan AgeOf(string name) => _since.TryGetValue(name, out var since) ? _time.GetElapsedTime(since) : TimeSpan.Zero;
}
