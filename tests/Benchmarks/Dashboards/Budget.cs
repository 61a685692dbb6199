namespace BusQStash.Benchmarks.Dashboards;

/// <summary>Something that was measured, beside what it may be at most.</summary>
internal sealed record Budget(string What, double Measured, double AtMost, string Unit);
