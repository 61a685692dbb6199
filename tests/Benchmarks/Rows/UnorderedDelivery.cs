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
            var concurrencies = arguments.Numbers("concurrency", 64, 256);
            var contenders = concurrencies.SelectMany(concurrency => Contenders(backlogs, system, backends, concurrency));
            var outcomes = await Alternation.RunAsync(arguments, [.. contenders]);
            await report.AddAsync(new Comparison("p1", $"unordered delivery, a backlog of {messages:N0} drained", outcomes)
            {
                Notes =
                [
                    $"{messages:N0} messages of 1 KiB a run; the first {warmUp:N0} and the last 5 % do not count.",
                    .. concurrencies.Select(concurrency => BesideSmall(outcomes, concurrency)),
                    .. Growth(smallest, outcomes),
                ],
            });
            smallest ??= outcomes;
        }
    }

    private static IEnumerable<Contender> Contenders(Backlogs backlogs, BusQStashSystem system, Backends backends, int concurrency)
    {
        yield return new Contender(SmallTwin(concurrency), () => backlogs.RawAsync(concurrency, concurrency));
        yield return new Contender(Twin(concurrency), () => backlogs.RawAsync(concurrency, Backlogs.PrefetchOf(concurrency)));
        yield return new Contender(
            Ours(concurrency),
            () => backlogs.OursAsync(system, concurrency, _ => new Publication($"{backends.Sink.Url}/hook")),
            Twin(concurrency));
    }

    private static string Ours(int concurrency) => $"BusQStash at {concurrency}";

    /// <summary>With the prefetch of a worker.</summary>
    private static string Twin(int concurrency) => $"raw twin at {concurrency}";

    /// <summary>As it is usually written: handed no more than it posts at once.</summary>
    private static string SmallTwin(int concurrency) => $"raw twin at {concurrency}, prefetch {concurrency}";

    private static string BesideSmall(IReadOnlyList<Outcome> outcomes, int concurrency)
    {
        double RateOf(string name) => outcomes.Single(outcome => outcome.Name == name).Figure(Figure.Rate).Median;
        return $"{Ours(concurrency)}: {RateOf(Ours(concurrency)) / RateOf(SmallTwin(concurrency)):0.00} of the raw twin with a prefetch of {concurrency}.";
    }

    private static IEnumerable<string> Growth(IReadOnlyList<Outcome>? smallest, IReadOnlyList<Outcome> outcomes) =>
        (smallest ?? []).Zip(outcomes, (before, now) =>
            $"{now.Name}: {now.Figure(Figure.Rate).Median / before.Figure(Figure.Rate).Median:0.00} of its rate with the first backlog.");
}
