namespace BusQStash.Store.Events;

/// <summary>A bar of a histogram. Times are unix milliseconds, both inclusive.</summary>
/// <param name="From">Its first millisecond.</param>
/// <param name="To">Its last millisecond.</param>
/// <param name="Counts">Number of entries by state; states without entries are left out.</param>
/// <param name="Capped">The bar has more entries than were counted.</param>
public sealed record HistogramBar(long From, long To, IReadOnlyDictionary<EventState, int> Counts, bool Capped);
