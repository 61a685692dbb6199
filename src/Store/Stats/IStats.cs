namespace BusQStash.Store.Stats;

/// <summary>The history of counts.</summary>
public interface IStats
{
    /// <summary>Writes this process's cells of minutes as they are now over what they were: doing so twice changes nothing.</summary>
    Task WriteAsync(IReadOnlyCollection<StatRow> minutes, CancellationToken cancellationToken);

    /// <summary>Writes what was measured in a minute, in the same way, for whichever process measures.</summary>
    Task WriteGaugesAsync(IReadOnlyCollection<StatRow> minutes, CancellationToken cancellationToken);

    /// <summary>The cells of a series in steps, all processes together, those of finer steps that are not folded yet among them. Steps nobody counted in are missing.</summary>
    Task<IReadOnlyList<StatRow>> ReadAsync(string series, StatStep step, long from, long to, CancellationToken cancellationToken);

    /// <summary>The sums of all series with a prefix over minutes from a time on.</summary>
    Task<IReadOnlyDictionary<string, StatCell>> SumAsync(string prefix, long from, CancellationToken cancellationToken);

    /// <summary>The minutes of some series from a time on.</summary>
    Task<IReadOnlyList<StatRow>> ReadMinutesAsync(IReadOnlyList<string> series, long from, CancellationToken cancellationToken);

    /// <summary>Puts what is old together: processes, minutes to hours, hours to days; forgets what is older still. Returns how many cells it put together.</summary>
    Task<int> FoldAsync(DateTimeOffset now, StatsOptions kept, int max, CancellationToken cancellationToken);
}
