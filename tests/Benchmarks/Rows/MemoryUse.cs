using System.Globalization;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Memory;
using BusQStash.Benchmarks.Systems;
using BusQStash.Testing;
using BusQStash.Testing.Programs;

namespace BusQStash.Benchmarks.Rows;

/// <summary>P8: what worker and Api hold in memory, idle, for each lane and for each waiting message.</summary>
/// <remarks>What one lane or message costs is the difference between two sizes, divided; both after full collections.</remarks>
internal sealed class MemoryUse(Backends backends, BusQStashSystem system, int lanes, int messages)
{
    private const int FewLanes = 100;
    private const int WarmUp = 2_000;
    private const string IdleLimit = "BusQStash__Lanes__IdleLimit";
    private const string Paused = "paused";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly List<Figure> _worker = [];
    private readonly List<Figure> _api = [];

    public static async Task RunAsync(Arguments arguments, Report report)
    {
        var lanes = arguments.Number("lanes", 600);
        var messages = arguments.Number("messages", 20_000);
        await using var backends = await Backends.StartAsync();
        await report.HeadAsync(backends);
        await using var system = await BusQStashSystem.StartAsync(backends);
        var row = new MemoryUse(backends, system, lanes, messages);
        await row.ConnectedLanesAsync();
        await row.IdleLanesAsync();
        await row.WaitingMessagesAsync();
        await report.AddAsync(new Comparison("p8", "memory", [Outcome("worker", row._worker), Outcome("Api", row._api), await EmbeddedAsync()])
        {
            Notes =
            [
                "Idle: after a warm-up and full collections. Resident is what the kernel counts, heap the managed objects alive.",
                $"A lane: heap with {lanes:N0} lanes minus heap with {FewLanes}, divided; connected ones hold a consumer, idle ones have given it back.",
                $"A message: heap with {messages:N0} more of them waiting, divided: with a delay of an hour, and in a paused queue.",
            ],
        });
    }

    private static async Task<Outcome> EmbeddedAsync()
    {
        await using var embedded = await EmbeddedSystem.StartAsync();
        return new Outcome("Api with worker, embedded", null, [new Measurement(Idle(await ProcessMemory.SettledAsync(embedded)), new Dictionary<string, double>())]);
    }

    private static Figure[] Idle(ProcessMemory memory) => [new("idle resident MB", memory.Resident / 1e6), new("idle heap MB", memory.Heap / 1e6)];

    private static Outcome Outcome(string name, List<Figure> figures) => new(name, null, [new Measurement(figures, new Dictionary<string, double>())]);

    private async Task ConnectedLanesAsync()
    {
        var worker = await LaunchWorkerAsync("00:30:00");
        await DeliverAsync(WarmUp, lanes: 0);
        _worker.AddRange(Idle(await ProcessMemory.SettledAsync(worker)));
        _api.AddRange(Idle(await ProcessMemory.SettledAsync(system.Api)));
        var few = await LanesAsync(worker, FewLanes, connected: true);
        var many = await LanesAsync(worker, lanes, connected: true);
        _worker.Add(new Figure("connected lane KB", (many.Heap - few.Heap) / (lanes - FewLanes) / 1e3));
        _worker.Add(new Figure("connected lane resident KB", (many.Resident - few.Resident) / (lanes - FewLanes) / 1e3));
        await system.StopWorkersAsync();
    }

    private async Task IdleLanesAsync()
    {
        var worker = await LaunchWorkerAsync("00:00:02");
        await DeliverAsync(WarmUp, lanes: 0);
        var few = await LanesAsync(worker, FewLanes, connected: false);
        var many = await LanesAsync(worker, lanes, connected: false);
        _worker.Add(new Figure("idle lane KB", (many.Heap - few.Heap) / (lanes - FewLanes) / 1e3));
        await system.StopWorkersAsync();
    }

    private async Task WaitingMessagesAsync()
    {
        var worker = await LaunchWorkerAsync("00:01:00");
        await DeliverAsync(WarmUp, lanes: 0);
        using var pause = await system.Api.Http.PostAsync(new Uri($"v2/queues/{Paused}/pause", UriKind.Relative), null);
        pause.EnsureSuccessStatusCode();
        await WaitingAsync(worker, "delayed message KB", new Publication($"{backends.Sink.Url}/hook", Delay: "1h"));
        await WaitingAsync(worker, "message in a paused queue KB", new Publication($"{backends.Sink.Url}/hook", Paused));
        await system.StopWorkersAsync();
    }

    private async Task WaitingAsync(BusQStashProcess worker, string name, Publication publication)
    {
        // The first ones make what the first of a kind makes.
        await BatchPublisher.PublishAsync(system, WarmUp, _ => publication);
        var (workerBefore, apiBefore) = (await ProcessMemory.SettledAsync(worker), await ProcessMemory.SettledAsync(system.Api));
        await BatchPublisher.PublishAsync(system, messages, _ => publication);
        var (workerAfter, apiAfter) = (await ProcessMemory.SettledAsync(worker), await ProcessMemory.SettledAsync(system.Api));
        _worker.Add(new Figure(name, (workerAfter.Heap - workerBefore.Heap) / messages / 1e3));
        _api.Add(new Figure(name, (apiAfter.Heap - apiBefore.Heap) / messages / 1e3));
    }

    private async Task<BusQStashProcess> LaunchWorkerAsync(string idleLimit)
    {
        var worker = await system.LaunchWorkerAsync(null, (IdleLimit, idleLimit));
        await worker.WaitUntilReadyAsync();
        return worker;
    }

    private async Task<ProcessMemory> LanesAsync(BusQStashProcess worker, int count, bool connected)
    {
        await DeliverAsync(count, count);
        await Eventually.TrueAsync(
            async () => (await MetricsPage.ReadAsync(worker.Http)).Sum("busqstash_lanes") is var atHand && (connected ? atHand >= count : atHand == 0),
            connected ? "all lanes to be connected" : "all lanes to be given back",
            Limit);
        return await ProcessMemory.SettledAsync(worker);
    }

    private async Task DeliverAsync(int count, int lanes)
    {
        await backends.Sink.ResetAsync(count);
        await BatchPublisher.PublishAsync(
            system,
            count,
            number => new Publication(
                $"{backends.Sink.Url}/hook", lanes == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"memory-{number % lanes}")));
        await Arrivals.AllAsync(backends.Sink, count, () => "See the worker's log.");
        await backends.Sink.CheckAsync();
    }
}
