namespace BusQStash.Store.Stats;

/// <summary>The history of statistics.</summary>
public interface IStats
{
    /// <summary>Writes this process's cells of some minutes, replacing their previous values, so that a repeat changes nothing (idempotency).</summary>
    Task WriteAsync(IReadOnlyCollection<StatRow> minutes, CancellationToken cancellationToken);

    /// <summary>Writes the gauges of some minutes in the same way, for whichever process measures them.</summary>
    Task WriteGaugesAsync(IReadOnlyCollection<StatRow> minutes, CancellationToken cancellationToken);

    /// <summary>The cells of a series in steps, summed over all processes, including finer steps not yet folded. Steps without counts are left out.</summary>
    Task<IReadOnlyList<StatRow>> ReadAsync(string series, StatStep step, long from, long to, CancellationToken cancellationToken);

    /// <summary>The sums of all series with a prefix, over the minutes since a time.</summary>
    Task<IReadOnlyDictionary<string, StatCell>> SumAsync(string prefix, long from, CancellationToken cancellationToken);

    /// <summary>The minutes of some series since a time.</summary>
    Task<IReadOnlyList<StatRow>> ReadMinutesAsync(IReadOnlyList<string> series, long from, CancellationToken cancellationToken);

    /// <summary>Folds old cells: processes into one, minutes into hours, hours into days; deletes what exceeds its retention. Returns the number of cells folded.</summary>
    Task<int> FoldAsync(DateTimeOffset now, StatsOptions kept, int max, CancellationToken cancellationToken);
}
