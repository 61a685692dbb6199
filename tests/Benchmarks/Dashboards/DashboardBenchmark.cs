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
        var table = new BudgetTable();
        await using var backends = await Backends.StartAsync();
        await report.HeadAsync(backends);
        await FillAsync(backends, arguments, table);
        await table.SayAsync("the Api and a worker start");
        await using var system = await BusQStashSystem.StartAsync(backends);
        var worker = await system.LaunchWorkerAsync();
        await worker.WaitUntilReadyAsync();
        var benchmark = new DashboardBenchmark(backends, system, worker.ProcessId, arguments);
        await benchmark.QueuesAsync(arguments.Number("queues", 1_000));
        await benchmark.QuestionsAsync(table);
        var page = new PageBudgets(system.Api.Url, BusQStashSystem.Authorization["Bearer ".Length..], benchmark._repeats);
        await page.LoadsAsync(table);
        await table.MeasureAsync("Live", () => benchmark.LiveAsync(page));
        await table.MeasureAsync("processor time of the Api while nothing happens", benchmark.IdleAsync);
        await table.MeasureAsync("publishing and delivering while people look", () => benchmark.BesideAsync(report));
        await table.MeasureAsync("the start of the embedded default", () => StartsAsync(arguments.Number("runs", Alternation.UsualRuns)));
        table.Print();
    }

    private static async Task FillAsync(Backends backends, Arguments arguments, BudgetTable table)
    {
        var (rows, deadLetters) = (arguments.Number("rows", 10_000_000), arguments.Number("dead-letters", 1_000_000));
        await table.SayAsync($"{rows:N0} rows of logs and {deadLetters:N0} dead letters are written");
        await using var ledger = await PostgresLedger.OpenAsync(new Arguments(["--postgres", backends.Postgres.ConnectionString]));
        await new LedgerFiller(ledger, rows, deadLetters).FillAsync(table.SayAsync);
    }

    private async Task QueuesAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            using var answer = await system.Api.Http.PostAsJsonAsync("v2/queues", new { queueName = $"queue-{number}", parallelism = 1 });
            answer.EnsureSuccessStatusCode();
        }
    }

    private async Task QuestionsAsync(BudgetTable table)
    {
        const string Logs = "v2/logs?count=50&host=common.example.com";
        await AskAsync(table, "overview", "busqstash/overview", 50);
        await AskAsync(table, "queues", "busqstash/queues?count=50", 50);
        await AskAsync(table, "stats of an hour", "busqstash/stats", 80);
        await AskAsync(table, "filter to rows, logs of a host", Logs, 300);
        await AskAsync(table, "filter to rows, dead letters of a status", "v2/dlq?count=50&order=latestFirst&responseStatus=500", 300);
        var first = await system.Api.Http.GetFromJsonAsync<JsonNode>(Logs);
        await AskAsync(table, "next page", $"{Logs}&cursor={Uri.EscapeDataString(first!["cursor"]!.GetValue<string>())}", 200);
        await AskAsync(table, "message by id", $"busqstash/messages/{first["events"]![0]!["messageId"]!.GetValue<string>()}", 200);
    }

    private Task AskAsync(BudgetTable table, string what, string path, double atMost) => table.MeasureAsync(what, () => AskAsync(what, path, atMost));

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

        return new Budget($"{what} (`GET /{path.Split('&')[0]}`, p95)", Percentiles.Of(times, 95), atMost, "ms");
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

    private async Task<IReadOnlyList<Budget>> BesideAsync(Report report)
    {
        await PublishAsync(_messages);
        var outcomes = await Alternation.RunAsync(
            arguments,
            new Contender(Nobody, () => MeasureAsync(null)),
            new Contender("one on the Overview", () => MeasureAsync(() => Viewers.OnOverview(system.Api.Http)), Nobody),
            new Contender("ten on Live", () => MeasureAsync(() => Viewers.OnLive(system.Api.Http, 10)), Nobody));
        var comparison = new Comparison("dashboard", "publishing and delivering while people look", outcomes)
        {
            Notes = [$"{_messages:N0} messages of 1 KiB a run on {_connections} connections, to the last arrival, after an uncounted run of the same size."],
        };
        await report.AddAsync(comparison);
        return [.. outcomes.Skip(1).Zip([1d, 3d], (outcome, atMost) =>
            new Budget($"{outcome.Name}, throughput lost", (1 - comparison.Ratio(outcome)!.Value.OfMedians) * 100, atMost, "%"))];
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

        return [new("the start, longer with the dashboard (median)", Percentiles.Of(milliseconds, 50), 30, "ms"), new("the start, more memory with the dashboard (median)", Percentiles.Of(megabytes, 50), 2, "MB")];
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
