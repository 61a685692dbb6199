namespace BusQStash.Benchmarks.Measuring;

/// <summary>All runs of one contender.</summary>
internal sealed record Outcome(string Name, string? Against, IReadOnlyList<Measurement> Runs)
{
    public IEnumerable<string> Figures => Runs[0].Figures.Select(figure => figure.Name);

    public IEnumerable<string> Processes => Runs.SelectMany(run => run.Cpu.Keys).Distinct();

    public Spread Figure(string name) => Spread.Of(Runs.SelectMany(run => run.Figures).Where(figure => figure.Name == name).Select(figure => figure.Value));

    public Spread Cpu(string process) => Spread.Of(Runs.Select(run => run.Cpu.GetValueOrDefault(process)));

    public Spread TotalCpu() => Spread.Of(Runs.Select(run => run.Cpu.Values.Sum()));
}
