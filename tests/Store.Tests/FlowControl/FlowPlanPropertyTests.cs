using CsCheck;
using Xunit;

namespace BusQStash.Store.Tests.FlowControl;

/// <summary>Whatever the arrivals, the durations and how late starts are: what the destination sees keeps the limits.</summary>
public sealed class FlowPlanPropertyTests
{
    private static readonly Gen<(int Rate, int Parallelism, int Period, int[] Gaps, int[] Lags, int[] Durations)> Cases = Gen.Select(
        Gen.Int[1, 12],
        Gen.Int[1, 6],
        Gen.Int[1, 3],
        Gen.Int[0, 400].Array[60],
        Gen.Int[0, 350].Array[60],
        Gen.Int[0, 900].Array[60]);

    [Fact]
    public void The_destination_never_sees_more_than_the_rate_in_a_window_nor_more_than_the_parallelism_at_once() => Cases.Sample(
        one =>
        {
            var run = new FlowSimulation(one.Rate, one.Parallelism, one.Period, one.Gaps, one.Lags, one.Durations);
            run.Run();
            return run.Starts.Count == one.Gaps.Length
                && run.MostTogether <= one.Parallelism
                && MostInAWindow(run.Starts, one.Period * 1000) <= one.Rate;
        },
        iter: 1_000);

    /// <summary>A window begins with the first start after the one before has ended.</summary>
    private static int MostInAWindow(IEnumerable<long> starts, long period)
    {
        var most = 0;
        var began = long.MinValue;
        var count = 0;
        foreach (var start in starts.Order())
        {
            if (began == long.MinValue || start >= began + period)
            {
                began = start;
                count = 0;
            }

            most = Math.Max(most, ++count);
        }

        return most;
    }
}
