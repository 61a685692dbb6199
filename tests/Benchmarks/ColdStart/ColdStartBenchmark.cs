using System.Diagnostics;
using BusQStash.Benchmarks.Latency;
using BusQStash.Testing.Programs;

namespace BusQStash.Benchmarks.ColdStart;

/// <summary>P9: from the start of the embedded default's process to its first message at its destination.</summary>
/// <remarks>Each run starts on an empty folder, so making the ledger is part of it; then once more on what the first start left.</remarks>
internal static class ColdStartBenchmark
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static async Task RunAsync(Arguments arguments)
    {
        await using var sink = await ArrivalSink.StartAsync();
        var runs = arguments.Number("runs", 5);
        var first = new List<(double Accepted, double Arrived)>();
        var again = new List<(double Accepted, double Arrived)>();
        for (var run = 0; run < runs; run++)
        {
            await using var api = new BusQStashProcess(BusQStashProgram.Api);
            first.Add(await MeasureAsync(api, sink, 2 * run));
            await api.TerminateAsync();
            again.Add(await MeasureAsync(api, sink, (2 * run) + 1));
        }

        Console.WriteLine($"Embedded default, milliseconds from the start of its process, {runs} starts each\n");
        Console.WriteLine("| start | first publish accepted: median | min | max | first delivery arrived: median | min | max |\n|---|---|---|---|---|---|---|");
        Print("on an empty folder", first);
        Print("on the ledger of the start before", again);
    }

    private static async Task<(double Accepted, double Arrived)> MeasureAsync(BusQStashProcess api, ArrivalSink sink, int number)
    {
        var started = Stopwatch.GetTimestamp();
        await api.LaunchAsync();
        var publish = new PublishCall(api.Http, sink.Url);
        while (!await publish.TryAsync(number))
        {
            if (!api.IsRunning || Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new InvalidOperationException($"The Api did not start:\n{api.Output.Tail()}");
            }

            await Task.Delay(Pause);
        }

        var accepted = Stopwatch.GetElapsedTime(started);
        var arrival = await sink.ArrivalOfAsync(number, Limit);
        return (accepted.TotalMilliseconds, Stopwatch.GetElapsedTime(started, arrival.Timestamp).TotalMilliseconds);
    }

    private static void Print(string start, IReadOnlyCollection<(double Accepted, double Arrived)> runs)
    {
        var accepted = new Distribution(runs.Select(run => run.Accepted));
        var arrived = new Distribution(runs.Select(run => run.Arrived));
        Console.WriteLine(
            $"| {start} | {accepted.Median:F0} | {accepted.Min:F0} | {accepted.Max:F0} | {arrived.Median:F0} | {arrived.Min:F0} | {arrived.Max:F0} |");
    }
}
