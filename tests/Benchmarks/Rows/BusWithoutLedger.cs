using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Systems;

namespace BusQStash.Benchmarks.Rows;

/// <summary>P2: P1 beside the same consumer without the ledger, so that the cost of the bus and that of the ledger stand apart.</summary>
internal static class BusWithoutLedger
{
    public static async Task RunAsync(Arguments arguments, Report report)
    {
        var messages = arguments.Number("messages", 80_000);
        var warmUp = Math.Min(arguments.Number("warm-up", 20_000), messages / 4);
        await using var backends = await Backends.StartAsync();
        await report.HeadAsync(backends);
        await using var system = await BusQStashSystem.StartAsync(backends);
        var backlogs = new Backlogs(backends, messages, warmUp);
        var contenders = arguments.Numbers("concurrency", 64).SelectMany(concurrency => Three(backlogs, system, backends, concurrency));
        await report.AddAsync(new Comparison("p2", "the same through MassTransit without the ledger", await Alternation.RunAsync(arguments, [.. contenders]))
        {
            Notes =
            [
                $"{messages:N0} messages of 1 KiB a run; the first {warmUp:N0} and the last 5 % do not count.",
                "MassTransit reads BusQStash's own frames, and neither signs nor remembers anything.",
            ],
        });
    }

    private static IEnumerable<Contender> Three(Backlogs backlogs, BusQStashSystem system, Backends backends, int concurrency)
    {
        var (raw, bus) = ($"raw twin at {concurrency}", $"MassTransit without ledger at {concurrency}");
        yield return new Contender(raw, () => backlogs.RawAsync(concurrency, Backlogs.PrefetchOf(concurrency)));
        yield return new Contender(bus, () => backlogs.BusAsync(concurrency), raw);
        yield return new Contender(
            $"BusQStash at {concurrency}",
            () => backlogs.OursAsync(system, concurrency, _ => new Publication($"{backends.Sink.Url}/hook")),
            bus);
    }
}
