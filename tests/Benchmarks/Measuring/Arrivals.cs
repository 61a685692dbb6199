using System.Diagnostics;
using BusQStash.Benchmarks.Sinks;

namespace BusQStash.Benchmarks.Measuring;

/// <summary>Waits for messages at the sink.</summary>
internal static class Arrivals
{
    /// <summary>Longer than any backoff.</summary>
    private static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <param name="sink">Where they arrive.</param>
    /// <param name="expected">How many.</param>
    /// <param name="log">What the sender wrote, for the error if it comes to nothing.</param>
    public static async Task AllAsync(SinkProcess sink, int expected, Func<string> log)
    {
        var clock = Stopwatch.StartNew();
        for (var seen = -1; seen < expected;)
        {
            var arrived = (await sink.FiguresAsync()).Arrived;
            if (arrived != seen)
            {
                (seen, clock) = (arrived, Stopwatch.StartNew());
            }
            else if (clock.Elapsed > StallLimit)
            {
                throw new InvalidOperationException(
                    $"{arrived} of {expected} messages have arrived, and no other one for {StallLimit.TotalSeconds} s.\n{log()}");
            }

            await Task.Delay(Step);
        }
    }
}
