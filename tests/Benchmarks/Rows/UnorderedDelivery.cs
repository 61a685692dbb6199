using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Systems;

namespace BusQStash.Benchmarks.Rows;

/// <summary>P1: unordered messages, accepted while no worker runs, then delivered as fast as can be. Several backlogs show how costs grow.</summary>
internal static class UnorderedDelivery
{
    public static async Task RunAsync(Arguments arguments, Report report)
    {
        await using var backends = await Backends.StartAsync();
        await report.HeadAsync(backends);
        await using var system = await BusQStashSystem.StartAsync(backends);
        IReadOnlyList<Outcome>? smallest = null;
        foreach (var messages in arguments.Numbers("backlog", 80_000))
        {
            var warmUp = Math.Min(arguments.Number("warm-up", 20_000), messages / 4);
            var backlogs = new Backlogs(backends, messages, warmUp);
            var contenders = arguments.Numbers("concurrency", 64, 256).SelectMany(concurrency => Pair(backlogs, system, backends, concurrency));
            var outcomes = await Alternation.RunAsync(arguments, [.. contenders]);
            await report.AddAsync(new Comparison("p1", $"unordered delivery, a backlog of {messages:N0} drained", outcomes)
            {
                Notes =
                [
                    $"{messages:N0} messages of 1 KiB a run; the first {warmUp:N0} and the last 5 % do not count.",
                    .. Growth(smallest, outcomes),
                ],
            });
            smallest ??= outcomes;
        }
    }

    private static IEnumerable<Contender> Pair(Backlogs backlogs, BusQStashSystem system, Backends backends, int concurrency)
    {
        var twin = $"raw twin at {concurrency}";
        yield return new Contender(twin, () => backlogs.RawAsync(concurrency));
        yield return new Contender(
            $"BusQStash at {concurrency}",
            () => backlogs.OursAsync(system, concurrency, _ => new Publication($"{backends.Sink.Url}/hook")),
            twin);
    }

    private static IEnumerable<string> Growth(IReadOnlyList<Outcome>? smallest, IReadOnlyList<Outcome> outcomes) =>
        (smallest ?? []).Zip(outcomes, (before, now) =>
            $"{now.Name}: {now.Figure(Figure.Rate).Median / before.Figure(Figure.Rate).Median:0.00} of its rate with the first backlog.");
}
