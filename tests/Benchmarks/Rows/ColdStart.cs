using System.Diagnostics;
using BusQStash.Benchmarks.Latency;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Systems;
using BusQStash.Testing.Programs;

namespace BusQStash.Benchmarks.Rows;

/// <summary>P9: from the start of the embedded default's process to its first message at its destination.</summary>
internal sealed class ColdStart(ArrivalSink sink)
{
    private const string Arrived = "first delivery arrived, ms";
    private const string Accepted = "first publish accepted, ms";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Between two tries to publish.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private int _numbers;

    public static async Task RunAsync(Arguments arguments, Report report)
    {
        await report.HeadAsync();
        await using var sink = await ArrivalSink.StartAsync();
        var row = new ColdStart(sink);
        var outcomes = await Alternation.RunAsync(
            arguments,
            new Contender("on an empty folder", () => row.MeasureAsync(again: false)),
            new Contender("on the ledger of an earlier start", () => row.MeasureAsync(again: true)));
        await report.AddAsync(new Comparison("p9", "cold start of the embedded default, from the start of its process", outcomes)
        {
            Notes = [$"A publish was tried every {Pause.TotalMilliseconds} ms until one was accepted. Processor time is that of the whole start, for one message."],
        });
    }

    private async Task<Measurement> MeasureAsync(bool again)
    {
        await using var api = EmbeddedSystem.Create();
        if (again)
        {
            await StartAsync(api);
            await api.TerminateAsync();
        }

        return await StartAsync(api);
    }

    private async Task<Measurement> StartAsync(BusQStashProcess api)
    {
        var number = _numbers++;
        var publish = new PublishCall(api.Http, sink.Url);
        var started = Stopwatch.GetTimestamp();
        await api.LaunchAsync();
        while (!await publish.TryAsync(number))
        {
            if (!api.IsRunning || Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new InvalidOperationException($"The Api did not start:\n{BusQStashSystem.Log(api)}");
            }

            await Task.Delay(Pause);
        }

        var accepted = Stopwatch.GetElapsedTime(started);
        var arrival = await sink.ArrivalOfAsync(number, Limit);
        var arrived = Stopwatch.GetElapsedTime(started, arrival.Timestamp);
        var cpu = new CpuMeter(("Api with worker", api.ProcessId)).Read();
        return new Measurement(
            [new Figure(Arrived, arrived.TotalMilliseconds), new Figure(Accepted, accepted.TotalMilliseconds)],
            new Dictionary<string, double> { ["Api with worker"] = cpu["Api with worker"] });
    }
}
