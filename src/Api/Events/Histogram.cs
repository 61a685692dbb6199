namespace BusQStash.Api.Events;

/// <summary>Entries over time, the oldest bar first.</summary>
internal sealed record Histogram(IReadOnlyList<HistogramBarResource> Items);
