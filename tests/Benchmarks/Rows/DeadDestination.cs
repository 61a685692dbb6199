using System.Diagnostics;
using System.Globalization;
using BusQStash.Benchmarks.Latency;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Systems;

namespace BusQStash.Benchmarks.Rows;

/// <summary>P7: a steady load to many hosts; one of them never answers. What do the others feel?</summary>
internal sealed class DeadDestination(ArrivalSink sink, BusQStashSystem system, IReadOnlyList<string> hosts, DeadDestinationLoad load)
{
    private const string Healthy = "all healthy";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private int _numbers;

    public static async Task RunAsync(Arguments arguments, Report report)
    {
        var load = new DeadDestinationLoad(arguments.Number("rate", 100), arguments.Number("seconds", 15), arguments.Number("dead-share", 10));

        // Every address of 127.0.0.0/8 is this machine: hosts of their own for whoever delivers.
        string[] hosts =
            [.. Enumerable.Range(0, arguments.Number("hosts", 1000)).Select(i => string.Create(CultureInfo.InvariantCulture, $"127.1.{i / 200}.{(i % 200) + 1}"))];
        await using var backends = await Backends.StartAsync();
        await report.HeadAsync(backends);
        await using var sink = await ArrivalSink.StartAsync(hosts[0], allLoopback: true);
        await using var system = await BusQStashSystem.StartAsync(backends);
        var worker = await system.LaunchWorkerAsync();
        await worker.WaitUntilReadyAsync();
        var row = new DeadDestination(sink, system, hosts, load);
        await row.MeasureAsync(dead: false);
        var outcomes = await Alternation.RunAsync(
            arguments,
            new Contender(Healthy, () => row.MeasureAsync(dead: false)),
            new Contender("one hangs", () => row.MeasureAsync(dead: true), Healthy));
        await report.AddAsync(new Comparison("p7", $"one hanging destination among {hosts.Length:N0}: from POST to first byte at the others", outcomes)
        {
            Notes =
            [
                $"{load.Rate} messages/s for {load.Seconds} s, each to a host of its own in turn, but {load.DeadShare} % of them to one host, which hangs or answers like the others.",
            ],
        });
    }

    private async Task<Measurement> MeasureAsync(bool dead)
    {
        var first = _numbers;
        _numbers += load.Messages;
        if (dead)
        {
            sink.Hang();
        }

        var started = new long[load.Messages];
        var sending = new List<Task>();
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < load.Messages; i++)
        {
            // By the clock, not by the answers: a system that is slow must not be spared.
            if (load.At(i) - Stopwatch.GetElapsedTime(begun) is { Ticks: > 0 } early)
            {
                await Task.Delay(early);
            }

            started[i] = Stopwatch.GetTimestamp();
            sending.Add(new PublishCall(system.Api.Http, $"http://{Host(i)}:{sink.Port}/hook").SendAsync(first + i));
        }

        await Task.WhenAll(sending);
        List<double> others = [];
        foreach (var i in Enumerable.Range(0, load.Messages).Where(i => !load.IsToDead(i)))
        {
            others.Add(Stopwatch.GetElapsedTime(started[i], (await sink.ArrivalOfAsync(first + i, Limit)).Timestamp).TotalMilliseconds);
        }

        // The next run finds nothing left of this one.
        sink.Revive();
        await Task.WhenAll(Enumerable.Range(first, load.Messages).Select(number => sink.ArrivalOfAsync(number, Limit)));
        await system.Ledger.DoneAsync();
        return new Measurement([.. Percentiles.Figures(others).Reverse()], new Dictionary<string, double>());
    }

    private string Host(int message) => load.IsToDead(message) ? hosts[0] : hosts[1 + (message % (hosts.Count - 1))];
}
