using System.Diagnostics.Metrics;

namespace BusQStash.Api.Publishing;

/// <summary>Counts what was published.</summary>
internal sealed class PublishingMetrics
{
    internal const string MeterName = "BusQStash";

    private readonly Counter<long> _accepted;
    private readonly Counter<long> _deduplicated;
    private readonly Counter<long> _rejected;

    public PublishingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _accepted = meter.CreateCounter<long>("busqstash.messages.accepted", "{message}", "Messages the ledger took.");
        _deduplicated = meter.CreateCounter<long>("busqstash.messages.deduplicated", "{message}", "Messages recognised as duplicates.");
        _rejected = meter.CreateCounter<long>("busqstash.messages.rejected", "{request}", "Publish requests that were refused.");
    }

    internal void Accepted() => _accepted.Add(1);

    internal void Deduplicated() => _deduplicated.Add(1);

    internal void Rejected() => _rejected.Add(1);
}
