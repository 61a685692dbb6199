namespace BusQStash.Client.Server;

/// <summary>The log entries of one interval.</summary>
/// <param name="At">Its beginning.</param>
/// <param name="ToDate">Its end.</param>
/// <param name="Counts">Entries by state, as the logs spell it.</param>
/// <param name="Capped">Whether more exist, because counting stopped at its limit.</param>
public sealed record HistogramBar(DateTimeOffset At, DateTimeOffset ToDate, IReadOnlyDictionary<string, int> Counts, bool Capped);
