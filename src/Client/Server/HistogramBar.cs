namespace BusQStash.Client.Server;

/// <summary>The log entries of a stretch of time.</summary>
/// <param name="At">Its beginning.</param>
/// <param name="ToDate">Its end.</param>
/// <param name="Counts">Entries by state, as the logs spell it.</param>
/// <param name="Capped">Whether there are more: counting ended.</param>
public sealed record HistogramBar(DateTimeOffset At, DateTimeOffset ToDate, IReadOnlyDictionary<string, int> Counts, bool Capped);
