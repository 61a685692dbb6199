using BusQStash.Store.Events;

namespace BusQStash.Api.Events;

/// <summary>A bar of a histogram.</summary>
/// <param name="At">Its first millisecond.</param>
/// <param name="ToDate">Its last millisecond.</param>
/// <param name="Counts">Entries by state.</param>
/// <param name="Capped">Whether there are more than were counted.</param>
internal sealed record HistogramBarResource(long At, long ToDate, IReadOnlyDictionary<string, int> Counts, bool Capped)
{
    internal static HistogramBarResource Of(HistogramBar bar) =>
        new(bar.From, bar.To, bar.Counts.ToDictionary(count => EventStates.NameOf(count.Key), count => count.Value), bar.Capped);
}
