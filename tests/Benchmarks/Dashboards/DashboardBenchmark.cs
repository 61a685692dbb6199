using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusQStash.Benchmarks.Latency;
using BusQStash.Benchmarks.Ledgers;
using BusQStash.Benchmarks.Lists;
using BusQStash.Benchmarks.Loads;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Memory;
using BusQStash.Benchmarks.Systems;

namespace BusQStash.Benchmarks.Dashboards;

/// <summary>The budgets of the dashboard: what its questions and its page take in a large ledger, and what looking costs those who publish.</summary>
/// <remarks>The ledger is filled in SQL; queues, messages and settings beside it come over the API. Nothing else should run on the machine: percents are compared.</remarks>
internal sealed class DashboardBenchmark(Backends backends, BusQStashSystem system, int worker, Arguments arguments)
{
    private const string Nobody = "nobody looks";
    private readonly int _repeats = arguments.Number("repeats", 20);
    private readonly int _messages = arguments.Number("messages", 20_000);
    private readonly int _connections = arguments.Number("connections", 64);

    public static async Task RunAsync(Arguments arguments, Report report)
    {
        await using var backends = await Backends.StartAsync();
        await report.HeadAsync(backends);
        await FillAsync(backends, arguments.Number("rows", 10_000_000), arguments.Number("dead-letters", 1_000_000));
        await using var system = await BusQStashSystem.StartAsync(backends);
        var worker = await system.LaunchWorkerAsync();
        await worker.WaitUntilReadyAsync();
        var benchmark = new DashboardBenchmark(backends, system, worker.ProcessId, arguments);
        await benchmark.QueuesAsync(arguments.Number("queues", 1_000));
        Budget.Print("Questions of the page, one after the other, p95", await benchmark.QuestionsAsync());
        var page = new PageBudgets(system.Api.Url, BusQStashSystem.Authorization["Bearer ".Length..], benchmark._repeats);
        Budget.Print("The page in chromium", [.. await page.LoadsAsync(), .. await benchmark.LiveAsync(page)]);
        Budget.Print("Looking while nothing happens, processor time of the Api", await benchmark.IdleAsync());
        await report.AddAsync(await benchmark.BesideAsync());
        Budget.Print("The start of the embedded default, with and without the dashboard", await StartsAsync(arguments.Number("runs", 5)));
    }

    private static async Task FillAsync(Backends backends, int rows, int deadLetters)
    {
        var started = Stopwatch.GetTimestamp();
        await using var ledger = await PostgresLedger.OpenAsync(new Arguments(["--postgres", backends.Postgres.ConnectionString]));
        await new LedgerFiller(ledger, rows, deadLetters).FillAsync();
        await Console.Error.WriteLineAsync($"Filled with {rows:N0} rows of logs and {deadLetters:N0} dead letters in {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s.");
    }

    private async Task QueuesAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            using var answer = await system.Api.Http.PostAsJsonAsync("v2/queues", new { queueName = $"queue-{number}", parallelism = 1 });
            answer.EnsureSuccessStatusCode();
        }
    }

    private async Task<IReadOnlyList<Budget>> QuestionsAsync()
    {
        var first = await system.Api.Http.GetFromJsonAsync<JsonNode>("v2/logs?count=50&host=common.example.com");
        var cursor = Uri.EscapeDataString(first!["cursor"]!.GetValue<string>());
        var id = first["events"]![0]!["messageId"]!.GetValue<string>();
        return
        [
            await AskAsync("overview", "busqstash/overview", 50),
            await AskAsync("queues", "busqstash/queues?count=50", 50),
            await AskAsync("stats of an hour", "busqstash/stats", 80),
            await AskAsync("filter to rows: logs of a host", "v2/logs?count=50&host=common.example.com", 300),
            await AskAsync("filter to rows: dead letters of a status", "v2/dlq?count=50&order=latestFirst&responseStatus=500", 300),
            await AskAsync("next page", $"v2/logs?count=50&host=common.example.com&cursor={cursor}", 200),
            await AskAsync("message by id", $"busqstash/messages/{id}", 200),
        ];
    }

    private async Task<Budget> AskAsync(string what, string path, double atMost)
    {
        List<double> times = [];
        for (var round = -2; round < _repeats; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await system.Api.Http.GetStringAsync(path);
            if (round >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        return new Budget($"{what}: `GET /{path.Split('&')[0]}`", Percentiles.Of(times, 95), atMost, "ms");
    }

    /// <summary>Three entries a message: created, active, delivered.</summary>
    private async Task<IReadOnlyList<Budget>> LiveAsync(PageBudgets page)
    {
        const int EntriesPerMessage = 3;
        var rate = arguments.Number("live-rate", 200) / EntriesPerMessage;
        await using var viewers = Viewers.OnLive(system.Api.Http, 1);
        var budgets = await page.LiveAsync(() => PublishAsync(rate * arguments.Number("live-seconds", 600), rate));
        return [.. budgets, new("Live: an entry is there after, p99", Percentiles.Of(viewers.Late, 99), 2_500, "ms")];
    }

    private async Task<IReadOnlyList<Budget>> IdleAsync()
    {
        var seconds = arguments.Number("idle-seconds", 60);
        var nobody = await ShareAsync(seconds);
        double one, ten;
        await using (Viewers.OnOverview(system.Api.Http))
        {
            one = await ShareAsync(seconds);
        }

        await using (Viewers.OnLive(system.Api.Http, 10))
        {
            ten = await ShareAsync(seconds);
        }

        return [new("one on the Overview, of a core", Math.Max(0, one - nobody), 1, "%"), new("ten on Live, of a core", Math.Max(0, ten - nobody), 5, "%")];
    }

    /// <summary>The share of a core the Api takes by itself, in percent.</summary>
    private async Task<double> ShareAsync(int seconds)
    {
        var meter = new CpuMeter(("Api", system.Api.ProcessId));
        var before = meter.Read()["Api"];
        var started = Stopwatch.GetTimestamp();
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        return (meter.Read()["Api"] - before) / Stopwatch.GetElapsedTime(started).TotalMicroseconds * 100;
    }

    private async Task<Comparison> BesideAsync()
    {
        await PublishAsync(_messages);
        var outcomes = await Alternation.RunAsync(
            arguments,
            new Contender(Nobody, () => MeasureAsync(null)),
            new Contender("one on the Overview", () => MeasureAsync(() => Viewers.OnOverview(system.Api.Http)), Nobody),
            new Contender("ten on Live", () => MeasureAsync(() => Viewers.OnLive(system.Api.Http, 10)), Nobody));
        return new Comparison("dashboard", "publishing and delivering while people look", outcomes)
        {
            Notes =
            [
                $"{_messages:N0} messages of 1 KiB a run on {_connections} connections, to the last arrival, after an uncounted run of the same size. Budgets: 0.99 and 0.97 of nobody's.",
            ],
        };
    }

    private async Task<Measurement> MeasureAsync(Func<Viewers>? look)
    {
        await backends.SettleAsync();
        await using var viewers = look?.Invoke();
        var cpu = new CpuMeter(("worker", worker), ("Api", system.Api.ProcessId), ("sink", backends.Sink.Id));
        var used = cpu.Read();
        var rate = await PublishAsync(_messages);
        return new Measurement([new Figure("messages/s", rate)], CpuMeter.PerMessage(used, cpu.Read(), _messages));
    }

    /// <summary>Publishes and waits for the last arrival.</summary>
    /// <returns>Messages a second.</returns>
    private async Task<double> PublishAsync(int messages, int rate = 0)
    {
        var plan = new LoadPlan(system.Api.Url, $"/v2/publish/{backends.Sink.Url}/hook", _connections, messages, BusQStashSystem.Authorization, rate);
        await backends.Sink.ResetAsync(plan.Requests);
        var result = await LoadGenerator.SendAsync(plan);
        if (result.Refused > 0)
        {
            throw new InvalidOperationException($"{result.Refused} requests were not answered with a 2xx.");
        }

        await Arrivals.AllAsync(backends.Sink, plan.Requests, () => BusQStashSystem.Log(system.Api));
        var last = (await backends.Sink.ArrivalsAsync()).Max();
        await backends.Sink.CheckAsync();
        return messages / Stopwatch.GetElapsedTime(result.Started, last).TotalSeconds;
    }

    private static async Task<IReadOnlyList<Budget>> StartsAsync(int runs)
    {
        List<double> milliseconds = [];
        List<double> megabytes = [];
        for (var run = 0; run < runs; run++)
        {
            var with = await StartAsync("true");
            var without = await StartAsync("false");
            milliseconds.Add(with.Milliseconds - without.Milliseconds);
            megabytes.Add(with.Megabytes - without.Megabytes);
        }

        return [new("longer until it is ready, median", Percentiles.Of(milliseconds, 50), 30, "ms"), new("more memory, median", Percentiles.Of(megabytes, 50), 2, "MB")];
    }

    private static async Task<(double Milliseconds, double Megabytes)> StartAsync(string enabled)
    {
        await using var api = EmbeddedSystem.Create(("BusQStash__Dashboard__Enabled", enabled));
        var started = Stopwatch.GetTimestamp();
        await api.StartAsync();
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return (took, (await ProcessMemory.SettledAsync(api)).Resident / (1024 * 1024));
    }
}
