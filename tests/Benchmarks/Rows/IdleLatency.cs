using System.Diagnostics;
using BusQStash.Benchmarks.Latency;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Systems;
using BusQStash.Benchmarks.Twins;

namespace BusQStash.Benchmarks.Rows;

/// <summary>P6: from the client's POST to the sink's first byte, one message at a time, when nothing else goes on.</summary>
/// <remarks>The systems take turns message by message, so that what disturbs the machine disturbs all of them alike.</remarks>
internal sealed class IdleLatency(ArrivalSink sink, IReadOnlyList<MessagePath> paths)
{
    private const string Twin = "raw twin";
    private const string TwinQueue = "latency-twin";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Between two messages: what the one before leaves to be written is written.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private int _numbers;

    public static async Task RunAsync(Arguments arguments, Report report)
    {
        var messages = arguments.Number("messages", 200);
        await using var backends = await Backends.StartAsync();
        await report.HeadAsync(backends);
        await using var sink = await ArrivalSink.StartAsync();
        await using var system = await BusQStashSystem.StartAsync(backends);
        var worker = await system.LaunchWorkerAsync();
        await worker.WaitUntilReadyAsync();
        await using var embedded = await EmbeddedSystem.StartAsync();
        await using var twin = await LatencyTwin.StartAsync(backends, TwinQueue, sink.Url);
        var row = new IdleLatency(sink,
        [
            new MessagePath(Twin, twin.SendAsync),
            new MessagePath("BusQStash on PostgreSQL and RabbitMQ", number => new PublishCall(system.Api.Http, sink.Url).SendAsync(number)),
            new MessagePath("BusQStash embedded", number => new PublishCall(embedded.Http, sink.Url).SendAsync(number)),
        ]);

        // Connected and compiled before it counts.
        await row.RoundAsync(messages);
        await report.AddAsync(new Comparison("p6", "idle latency from the client's POST to the sink's first byte", await row.OutcomesAsync(arguments, messages))
        {
            Notes = [$"{messages:N0} single messages of 1 KiB of each in a run, {Pause.TotalMilliseconds} ms between two; added: what it takes longer than the twin in the same run."],
        });
    }

    private async Task<IReadOnlyList<Outcome>> OutcomesAsync(Arguments arguments, int messages)
    {
        var runs = paths.Select(_ => new List<Measurement>()).ToArray();
        for (var run = 0; run < arguments.Number("runs", Alternation.UsualRuns); run++)
        {
            var times = await RoundAsync(messages);
            for (var path = 0; path < paths.Count; path++)
            {
                runs[path].Add(Measured(times[path], times[0]));
            }
        }

        return [.. paths.Select((path, index) => new Outcome(path.Name, index == 0 ? null : Twin, runs[index]))];
    }

    private static Measurement Measured(List<double> times, List<double> twin)
    {
        Figure[] figures = [.. Percentiles.Figures(times)];
        var added = figures.Zip(Percentiles.Figures(twin), (mine, its) => new Figure($"added {mine.Name}", mine.Value - its.Value));
        return new Measurement([.. figures, .. times == twin ? [] : added], new Dictionary<string, double>());
    }

    private async Task<List<double>[]> RoundAsync(int messages)
    {
        var times = paths.Select(_ => new List<double>()).ToArray();
        for (var i = 0; i < messages; i++)
        {
            for (var path = 0; path < paths.Count; path++)
            {
                times[path].Add(await OneAsync(paths[path]));
                await Task.Delay(Pause);
            }
        }

        return times;
    }

    private async Task<double> OneAsync(MessagePath path)
    {
        var number = _numbers++;
        var started = Stopwatch.GetTimestamp();
        var sending = path.SendAsync(number);
        var arrival = sink.ArrivalOfAsync(number, Limit);
        await sending;
        return Stopwatch.GetElapsedTime(started, (await arrival).Timestamp).TotalMilliseconds;
    }
}
