using BusQStash.Benchmarks.Measuring;

namespace BusQStash.Benchmarks.Latency;

/// <summary>How long many messages took, told by the middle and the slow end.</summary>
internal static class Percentiles
{
    /// <summary>The smallest value that so many percent of all do not exceed.</summary>
    public static double Of(IReadOnlyList<double> values, double percent) =>
        values.Order().ElementAt(Math.Clamp((int)Math.Ceiling(percent / 100 * values.Count) - 1, 0, values.Count - 1));

    public static IEnumerable<Figure> Figures(IReadOnlyList<double> milliseconds, string what = "") =>
    [
        new Figure($"{what}p50 ms", Of(milliseconds, 50)), new Figure($"{what}p99 ms", Of(milliseconds, 99)),
    ];
}
