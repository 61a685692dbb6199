namespace BusQStash.Benchmarks.Measuring;

/// <summary>What one run of one contender gave.</summary>
/// <param name="Figures">Contenders are compared by the first one.</param>
/// <param name="Cpu">Microseconds of processor time per message, by process.</param>
internal sealed record Measurement(IReadOnlyList<Figure> Figures, IReadOnlyDictionary<string, double> Cpu);
