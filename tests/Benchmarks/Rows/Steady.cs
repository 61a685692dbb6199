using System.Diagnostics;
using System.Globalization;
using BusQStash.Benchmarks.Latency;
using BusQStash.Benchmarks.Ledgers;
using BusQStash.Benchmarks.Loads;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Systems;
using BusQStash.Testing.Programs;
using Npgsql;

namespace BusQStash.Benchmarks.Rows;

/// <summary>Publishing at a rate below the limit, delivering, and forgetting what is older than a short retention, for long: does anything grow?</summary>
/// <remarks>In every other row the ledger only grows; here as much is removed as is added, once the retention has passed.</remarks>
internal sealed class Steady(Backends backends, BusQStashSystem system, BusQStashProcess worker, NpgsqlDataSource ledger, LoadPlan plan)
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    public static async Task RunAsync(Arguments arguments, Report report)
    {
        var minutes = arguments.Number("minutes", 30);
        var rate = arguments.Number("rate", 2_000);
        var retention = TimeSpan.FromMinutes(arguments.Number("retention", 2));
        await using var backends = await Backends.StartAsync();
        await report.HeadAsync(backends);
        await using var system = await BusQStashSystem.StartAsync(backends);
        var worker = await system.LaunchWorkerAsync(null, ("BusQStash__Store__FinishedRetention", retention.ToString("c", CultureInfo.InvariantCulture)));
        await worker.WaitUntilReadyAsync();
        await using var ledger = NpgsqlDataSource.Create(backends.Postgres.ConnectionString);
        var plan = new LoadPlan(
            system.Api.Url, $"/v2/publish/{backends.Sink.Url}/hook", arguments.Number("connections", 16), rate * (int)Round.TotalSeconds,
            BusQStashSystem.Authorization, rate);
        var steady = new Steady(backends, system, worker, ledger, plan);
        var clock = Stopwatch.StartNew();
        List<Measurement> rounds = [];
        while (clock.Elapsed < TimeSpan.FromMinutes(minutes))
        {
            rounds.Add(await steady.RoundAsync());
            await Console.Error.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalMinutes:0.0} min  {Line(rounds[^1])}"));
        }

        // Until the retention has passed nothing is removed: those rounds are no part of the steady state.
        var settled = rounds.Skip((int)(retention / Round) + 1).ToList();
        var third = settled.Count / 3;
        if (third == 0)
        {
            throw new ArgumentException($"--minutes must leave three rounds of a minute behind a retention of {retention}.");
        }

        const string First = "first third";
        await report.AddAsync(new Comparison(
            "steady", $"{minutes} minutes at {rate:N0} messages a second",
            [new Outcome(First, null, settled[..third]), new Outcome("last third", First, settled[^third..])])
        {
            Notes =
            [
                $"Rounds of a minute, {plan.Requests:N0} messages of 1 KiB each on {plan.Connections} connections; delivered and canceled messages are forgotten after {retention}.",
                "Latencies count from when a request was due; the ledger's size and dead rows at the end of each round, write-ahead log and processor time for each message.",
            ],
        });
    }

    private static string Line(Measurement round) =>
        string.Join(", ", round.Figures.Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Name} {figure.Value:0.##}")));

    private async Task<Measurement> RoundAsync()
    {
        await backends.Sink.ResetAsync(plan.Requests);
        var before = await LedgerSize.ReadAsync(ledger);
        var cpu = new CpuMeter(("worker", worker.ProcessId), ("Api", system.Api.ProcessId), ("sink", backends.Sink.Id));
        var used = cpu.Read();
        var result = await LoadGenerator.SendAsync(plan);
        if (result.Refused > 0)
        {
            throw new InvalidOperationException($"{result.Refused} requests were not answered with a 2xx.");
        }

        await Arrivals.AllAsync(backends.Sink, plan.Requests, () => BusQStashSystem.Log(worker));
        await backends.Sink.CheckAsync();
        var after = await LedgerSize.ReadAsync(ledger);
        var arrivals = await backends.Sink.ArrivalsAsync();
        var delivered = new double[plan.Messages];
        for (var number = 0; number < plan.Messages; number++)
        {
            var due = result.Started + (long)((double)number / plan.Rate * Stopwatch.Frequency);
            delivered[number] = Stopwatch.GetElapsedTime(due, arrivals[number]).TotalMilliseconds;
        }

        var seconds = Stopwatch.GetElapsedTime(result.Started, arrivals.Max()).TotalSeconds;
        return new Measurement(
            [
                new Figure(Figure.Rate, plan.Messages / seconds),
                new Figure("accepted p50 ms", result.P50), new Figure("accepted p99 ms", result.P99),
                .. Percentiles.Figures(delivered, "delivered "),
                new Figure("ledger MB", after.Bytes / 1e6), new Figure("thousand messages kept", after.Messages / 1e3),
                new Figure("thousand dead rows", after.DeadRows / 1e3), new Figure("autovacuums", after.Vacuums - before.Vacuums),
                new Figure("WAL bytes a message", (after.WalPosition - before.WalPosition) / plan.Requests),
            ],
            CpuMeter.PerMessage(used, cpu.Read(), plan.Requests));
    }
}
