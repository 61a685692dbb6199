using System.Globalization;
using BusQStash.Benchmarks.Loads;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Systems;
using BusQStash.Benchmarks.Twins;
using BusQStash.Bus.Naming;
using BusQStash.Testing;
using BusQStash.Testing.Processes;

namespace BusQStash.Benchmarks.Rows;

/// <summary>P5: messages accepted over REST on many connections, while nobody delivers.</summary>
internal sealed class Accepting(Backends backends, int connections, int messages)
{
    private const string Twin = "raw accept twin";
    private const string TwinQueue = "accept-twin";

    public static async Task RunAsync(Arguments arguments, Report report)
    {
        var connections = arguments.Number("connections", 256);
        var messages = arguments.Number("messages", 20_000);
        await using var backends = await Backends.StartAsync();
        await report.HeadAsync(backends);
        await using var system = await BusQStashSystem.StartAsync(backends);
        var port = FreePorts.One();
        await using var queue = await BrokerQueue.OpenAsync(backends.RabbitMq.Url, TwinQueue);
        await using var twin = RoleProcess.StartServer(
            AcceptTwin.Role, port.ToString(CultureInfo.InvariantCulture), backends.RabbitMq.Url, TwinQueue);
        await Eventually.TrueAsync(() => FreePorts.AnswersAsync(port), Twin);
        var row = new Accepting(backends, connections, messages);

        // Both keep running: each is warm before it counts.
        await row.TwinAsync(twin, port, queue);
        await row.OursAsync(system);
        var outcomes = await Alternation.RunAsync(
            arguments, new Contender(Twin, () => row.TwinAsync(twin, port, queue)), new Contender("BusQStash", () => row.OursAsync(system), Twin));
        await report.AddAsync(new Comparison("p5", "accepting over REST", outcomes)
        {
            Notes = [$"{messages:N0} messages of 1 KiB a run on {connections} connections, one request at a time on each; one uncounted run of each before."],
        });
    }

    /// <summary>BusQStash accepts a run's messages, which are thrown away again in the broker.</summary>
    public async Task<Measurement> OursAsync(BusQStashSystem system)
    {
        var before = await system.Ledger.MessagesAsync();
        var plan = new LoadPlan(system.Api.Url, $"/v2/publish/{backends.Sink.Url}/hook", connections, messages, BusQStashSystem.Authorization);
        var measurement = await MeasureAsync(plan, new CpuMeter(("Api", system.Api.ProcessId)));
        Check(plan, await system.Ledger.MessagesAsync() - before);
        await using var queue = await BrokerQueue.OpenAsync(backends.RabbitMq.Url, BrokerNames.Deliver);
        Check(plan, await queue.CountAsync());
        await queue.PurgeAsync();
        return measurement;
    }

    private async Task<Measurement> TwinAsync(RoleProcess twin, int port, BrokerQueue queue)
    {
        var plan = new LoadPlan(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"), "/", connections, messages);
        var measurement = await MeasureAsync(plan, new CpuMeter(("server", twin.Id)));
        Check(plan, await queue.CountAsync());
        await queue.PurgeAsync();
        return measurement;
    }

    private async Task<Measurement> MeasureAsync(LoadPlan plan, CpuMeter cpu)
    {
        await backends.SettleAsync();
        var before = cpu.Read();
        var result = await LoadGenerator.SendAsync(plan);
        var used = CpuMeter.PerMessage(before, cpu.Read(), plan.Requests);
        if (result.Refused > 0)
        {
            throw new InvalidOperationException($"{result.Refused} requests were not answered with a 2xx.");
        }

        return new Measurement(
            [new Figure(Figure.Rate, result.Rate), new Figure("p50 ms", result.P50), new Figure("p99 ms", result.P99)],
            new Dictionary<string, double>(used) { ["load"] = result.CpuMicroseconds });
    }

    private static void Check(LoadPlan plan, long kept)
    {
        if (kept != plan.Requests)
        {
            throw new InvalidOperationException($"{plan.Requests} messages were accepted and {kept} are kept.");
        }
    }
}
