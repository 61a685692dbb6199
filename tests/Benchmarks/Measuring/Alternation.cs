namespace BusQStash.Benchmarks.Measuring;

/// <summary>Lets contenders run in turn, A B A B: what disturbs the machine for a while disturbs all of them.</summary>
internal static class Alternation
{
    public const int UsualRuns = 5;

    /// <summary>Everybody's runs; how many is said by <c>--runs</c>.</summary>
    public static async Task<IReadOnlyList<Outcome>> RunAsync(Arguments arguments, params IReadOnlyList<Contender> contenders)
    {
        var runs = arguments.Number("runs", UsualRuns);
        var measured = contenders.ToDictionary(contender => contender.Name, _ => new List<Measurement>());
        for (var run = 1; run <= runs; run++)
        {
            foreach (var contender in contenders)
            {
                var measurement = await contender.RunAsync();
                measured[contender.Name].Add(measurement);
                await Console.Error.WriteLineAsync($"{run}/{runs} {contender.Name}: {Line(measurement)}");
            }
        }

        return [.. contenders.Select(contender => new Outcome(contender.Name, contender.Against, measured[contender.Name]))];
    }

    private static string Line(Measurement measurement)
    {
        var figures = measurement.Figures.Select(figure => $"{figure.Name} {figure.Value:N1}");
        var cpu = measurement.Cpu.Select(process => $"{process.Key} {process.Value:N0}");
        return $"{string.Join(", ", figures)}; µs a message: {string.Join(", ", cpu)}";
    }
}
