namespace BusQStash.Store.Events;

/// <summary>A bar of a histogram. Times are unix milliseconds, both inside.</summary>
/// <param name="From">Its first millisecond.</param>
/// <param name="To">Its last millisecond.</param>
/// <param name="Counts">Entries by state; those that are none are left out.</param>
/// <param name="Capped">There are more than were counted.</param>
public sealed record HistogramBar(long From, long To, IReadOnlyDictionary<EventState, int> Counts, bool Capped);
