namespace BusQStash.Client.Server;

/// <summary>Log entries counted over time.</summary>
/// <param name="Items">The bars, the earliest first.</param>
public sealed record Histogram(IReadOnlyList<HistogramBar> Items);
