using System.Diagnostics.Metrics;
using BusQStash.Rules.Metrics;
using BusQStash.Store.Stats;

namespace BusQStash.Api.Publishing;

/// <summary>Counts published messages, for metrics and for the charts.</summary>
internal sealed class PublishingMetrics
{
    private readonly StatCounters _stats;
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _deduplicated;
    private readonly Counter<long> _rejected;

    public PublishingMetrics(IMeterFactory meters, StatCounters stats)
    {
        _stats = stats;
        var meter = meters.Create(MetricNames.Meter);
        _accepted = meter.CreateCounter<long>("busqstash.messages.accepted", "{message}", "Messages the ledger took.");
        _deduplicated = meter.CreateCounter<long>("busqstash.messages.deduplicated", "{message}", "Messages recognised as duplicates.");
        _rejected = meter.CreateCounter<long>("busqstash.messages.rejected", "{request}", "Publish requests that were refused.");
    }

    internal void Accepted(string? queueName)
    {
        _accepted.Add(1);
        _stats.Count(StatField.Accepted, queueName);
    }

    internal void Deduplicated(string? queueName)
    {
        _deduplicated.Add(1);
        _stats.Count(StatField.Deduplicated, queueName);
    }

    internal void Rejected()
    {
        _rejected.Add(1);
        _stats.Count(StatField.Rejected, queueName: null);
    }
}
