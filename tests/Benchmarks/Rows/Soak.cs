using System.Diagnostics;
using System.Globalization;
using BusQStash.Benchmarks.Loads;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Memory;
using BusQStash.Benchmarks.Systems;
using BusQStash.Testing.Programs;

namespace BusQStash.Benchmarks.Rows;

/// <summary>P8, over time: publishing and delivering without a pause. Does memory stay flat?</summary>
internal sealed class Soak(Backends backends, BusQStashSystem system, BusQStashProcess worker, LoadPlan plan)
{
    public static async Task RunAsync(Arguments arguments, Report report)
    {
        var minutes = arguments.Number("minutes", 10);
        await using var backends = await Backends.StartAsync();
        await report.HeadAsync(backends);
        await using var system = await BusQStashSystem.StartAsync(backends);
        var worker = await system.LaunchWorkerAsync();
        await worker.WaitUntilReadyAsync();
        var plan = new LoadPlan(
            system.Api.Url, $"/v2/publish/{backends.Sink.Url}/hook", arguments.Number("connections", 16), arguments.Number("messages", 20_000), BusQStashSystem.Authorization);
        var soak = new Soak(backends, system, worker, plan);
        var clock = Stopwatch.StartNew();
        List<Measurement> ofWorker = [];
        List<Measurement> ofApi = [];
        while (clock.Elapsed < TimeSpan.FromMinutes(minutes) || ofWorker.Count < 2)
        {
            var (workerRound, apiRound) = await soak.RoundAsync();
            ofWorker.Add(workerRound);
            ofApi.Add(apiRound);
            await Console.Error.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalMinutes:0.0} min  worker: {Line(workerRound)}  Api: {Line(apiRound)}"));
        }

        await report.AddAsync(new Comparison("p8-soak", $"{minutes} minutes of publishing and delivering", [.. Ends("worker", ofWorker), .. Ends("Api", ofApi)])
        {
            Notes =
            [
                $"Rounds of {plan.Requests:N0} messages of 1 KiB on {plan.Connections} connections, {ofWorker.Count} of them; the first third and the last, medians of their rounds.",
                "Heap: objects alive after full collections. Allocated and collections: for each message of a round.",
            ],
        });
    }

    /// <summary>The beginning and the end beside each other.</summary>
    private static IEnumerable<Outcome> Ends(string name, List<Measurement> rounds)
    {
        var third = Math.Max(1, rounds.Count / 3);
        yield return new Outcome($"{name}, at first", null, rounds[..third]);
        yield return new Outcome($"{name}, at last", $"{name}, at first", rounds[^third..]);
    }

    private static string Line(Measurement round) =>
        string.Join(", ", round.Figures.Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Name} {figure.Value:0.##}")));

    private async Task<(Measurement Worker, Measurement Api)> RoundAsync()
    {
        await backends.Sink.ResetAsync(plan.Requests);
        var workerBefore = await MetricsPage.ReadAsync(worker.Http);
        var apiBefore = await MetricsPage.ReadAsync(system.Api.Http);
        var result = await LoadGenerator.SendAsync(plan);
        if (result.Refused > 0)
        {
            throw new InvalidOperationException($"{result.Refused} requests were not answered with a 2xx.");
        }

        await Arrivals.AllAsync(backends.Sink, plan.Requests, () => BusQStashSystem.Log(worker));
        await backends.Sink.CheckAsync();
        return (await MeasureAsync(worker, workerBefore), await MeasureAsync(system.Api, apiBefore));
    }

    private async Task<Measurement> MeasureAsync(BusQStashProcess program, MetricsPage before)
    {
        var after = await MetricsPage.ReadAsync(program.Http);
        var resident = (await ProcessMemory.ReadAsync(program)).Resident;
        var heap = (await ProcessMemory.SettledAsync(program)).Heap;
        return new Measurement(
            [
                new Figure("heap MB", heap / 1e6), new Figure("resident MB", resident / 1e6),
                new Figure("allocated KB", (after.Allocated - before.Allocated) / plan.Requests / 1e3),
                .. Enumerable.Range(0, 3).Select(generation => new Figure(
                    $"gen{generation} a thousand", (after.Collections(generation) - before.Collections(generation)) / plan.Requests * 1e3)),
            ],
            new Dictionary<string, double>());
    }
}
