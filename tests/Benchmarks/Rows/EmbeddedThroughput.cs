using System.Diagnostics;
using System.Globalization;
using BusQStash.Benchmarks.Loads;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Sinks;
using BusQStash.Benchmarks.Systems;
using BusQStash.Testing.Programs;

namespace BusQStash.Benchmarks.Rows;

/// <summary>P10: the embedded default accepts over REST and delivers at the same time.</summary>
internal sealed class EmbeddedThroughput(BusQStashProcess api, SinkProcess sink, int messages)
{
    public static async Task RunAsync(Arguments arguments, Report report)
    {
        var messages = arguments.Number("messages", 40_000);
        var connections = arguments.Numbers("connections", 64, 256);
        await report.HeadAsync();
        await using var sink = await SinkProcess.StartAsync();
        await using var api = await EmbeddedSystem.StartAsync();
        var row = new EmbeddedThroughput(api, sink, messages);

        // It keeps running: it is warm before it counts.
        await row.MeasureAsync(connections[0]);
        var outcomes = await Alternation.RunAsync(
            arguments,
            [.. connections.Select(count => new Contender(
                string.Create(CultureInfo.InvariantCulture, $"{count} connections"), () => row.MeasureAsync(count)))]);
        await report.AddAsync(new Comparison("p10", "the embedded default: accepted over REST and delivered", outcomes)
        {
            Notes =
            [
                $"{messages:N0} messages of 1 KiB a run, one request at a time on each connection; one uncounted run before.",
                "One process: Api, worker, SQLite (WAL, synchronous FULL), in-memory transport; every message is on the disk before its 2xx.",
                "Delivered: all messages, from the first at the sink to the last. Accepted: by the load generator's clock, while they are being delivered.",
            ],
        });
    }

    public async Task<Measurement> MeasureAsync(int connections)
    {
        var plan = new LoadPlan(api.Url, $"/v2/publish/{sink.Url}/hook", connections, messages, $"Bearer {EmbeddedSystem.Token}");
        await sink.ResetAsync(plan.Requests);
        var cpu = new CpuMeter(("Api with worker", api.ProcessId), ("sink", sink.Id));
        var before = cpu.Read();
        var result = await LoadGenerator.SendAsync(plan);
        if (result.Refused > 0)
        {
            throw new InvalidOperationException($"{result.Refused} requests were not answered with a 2xx.");
        }

        await Arrivals.AllAsync(sink, plan.Requests, () => BusQStashSystem.Log(api));
        var used = CpuMeter.PerMessage(before, cpu.Read(), plan.Requests);
        await sink.CheckAsync();
        return new Measurement(
            [
                new Figure("delivered/s", await RateAsync()), new Figure("accepted/s", result.Rate),
                new Figure("accept p50 ms", result.P50), new Figure("accept p99 ms", result.P99),
            ],
            new Dictionary<string, double>(used) { ["load"] = result.CpuMicroseconds });
    }

    private async Task<double> RateAsync()
    {
        // Those that do not count have the numbers from there on.
        var arrivals = (await sink.ArrivalsAsync())[..messages];
        return messages / Stopwatch.GetElapsedTime(arrivals.Min(), arrivals.Max()).TotalSeconds;
    }
}
