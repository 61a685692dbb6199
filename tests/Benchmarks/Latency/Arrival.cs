namespace BusQStash.Benchmarks.Latency;

/// <summary>When a request's first byte was seen.</summary>
/// <param name="Timestamp">On the clock of <see cref="System.Diagnostics.Stopwatch"/>.</param>
/// <param name="Time">By the wall clock.</param>
internal readonly record struct Arrival(long Timestamp, DateTimeOffset Time);
