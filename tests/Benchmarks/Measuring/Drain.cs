using System.Diagnostics;
using BusQStash.Benchmarks.Sinks;

namespace BusQStash.Benchmarks.Measuring;

/// <summary>Watches at the sink how a backlog becomes empty.</summary>
/// <remarks>
/// Counted is what arrives between the end of the warm-up (connecting, compiling) and 95 % of the messages, by the sink's clock; processor time is that
/// of about the same stretch. Every message must arrive, and exactly once.
/// </remarks>
/// <param name="sink">Where the messages arrive.</param>
/// <param name="cpu">Whose processor time counts.</param>
/// <param name="messages">How many there are.</param>
/// <param name="warmUp">How many of them do not count; 5 % at least.</param>
internal sealed class Drain(SinkProcess sink, CpuMeter cpu, int messages, int warmUp)
{
    private const double LeastWarmUp = 0.05;
    private const double End = 0.95;

    /// <summary>Often enough beside a run of seconds, and seldom enough to cost nothing.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <summary>Longer than any backoff, lease or restart of a connection takes.</summary>
    private static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(90);

    private int First => (int)Math.Max(warmUp, messages * LeastWarmUp);

    private int Last => (int)(messages * End);

    /// <param name="logs">What the contender wrote, for the error if it comes to nothing.</param>
    public async Task<Measurement> MeasureAsync(Func<string> logs)
    {
        var begun = await UntilAsync(First, logs);
        var before = cpu.Read();
        var ended = await UntilAsync(Last, logs);
        var after = cpu.Read();
        await UntilAsync(messages, logs);
        await sink.CheckAsync();
        return new Measurement([new Figure(Figure.Rate, await RateAsync())], CpuMeter.PerMessage(before, after, Math.Max(1, ended - begun)));
    }

    private async Task<double> RateAsync()
    {
        long[] arrivals = [.. (await sink.ArrivalsAsync()).Order()];
        var first = Math.Min(First, Last - 1);
        return (Last - first) / Stopwatch.GetElapsedTime(arrivals[first], arrivals[Last]).TotalSeconds;
    }

    private async Task<int> UntilAsync(int count, Func<string> logs)
    {
        var clock = Stopwatch.StartNew();
        var seen = -1;
        while (true)
        {
            var now = (await sink.FiguresAsync()).Arrived;
            if (now >= count)
            {
                return now;
            }

            if (now != seen)
            {
                (seen, clock) = (now, Stopwatch.StartNew());
            }
            else if (clock.Elapsed > StallLimit)
            {
                throw new InvalidOperationException(
                    $"{now} of {messages} messages have arrived, and no other one for {StallLimit.TotalSeconds} s.\n{logs()}");
            }

            await Task.Delay(Step);
        }
    }
}
