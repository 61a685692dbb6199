namespace BusQStash.Benchmarks.Measuring;

/// <summary>A row of the benchmark: the same work done by several, in turn.</summary>
/// <param name="Row">Its short name, <c>p1</c> for instance.</param>
/// <param name="Title">What was measured.</param>
/// <param name="Outcomes">Who did it, and how well.</param>
internal sealed record Comparison(string Row, string Title, IReadOnlyList<Outcome> Outcomes)
{
    /// <summary>Sizes and settings of this row, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The first figure of an outcome divided by that of the one it is compared to: of the medians, and of each pair of neighbouring runs.</summary>
    public (double OfMedians, Spread OfPairs)? Ratio(Outcome outcome)
    {
        if (Outcomes.FirstOrDefault(other => other.Name == outcome.Against) is not { } other)
        {
            return null;
        }

        var name = outcome.Figures.First();
        var pairs = outcome.Runs.Zip(other.Runs, (mine, its) => mine.Figures[0].Value / its.Figures[0].Value);
        return (outcome.Figure(name).Median / other.Figure(name).Median, Spread.Of(pairs));
    }
}
