using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Sinks;
using BusQStash.Benchmarks.Systems;

namespace BusQStash.Benchmarks.Rows;

/// <summary>P3: one queue, one message at a time, a destination that takes 5 ms, or one that answers at once.</summary>
internal static class StrictLane
{
    private const string Queue = "strict";
    private const string Loop = "raw sequential loop (prefetch 1)";
    private const string Durable = "durable twin (the loop, with a commit before each acknowledgement)";

    /// <summary><c>p3</c>.</summary>
    public static Task RunAsync(Arguments arguments, Report report) => RunAsync("p3", arguments.Number("messages", 6_000), arguments.Number("delay", 5), arguments, report);

    /// <summary><c>p3-now</c>: what is left of a cycle when the destination costs nothing.</summary>
    public static Task RunAtOnceAsync(Arguments arguments, Report report) => RunAsync("p3-now", arguments.Number("messages", 20_000), 0, arguments, report);

    private static async Task RunAsync(string row, int messages, int delay, Arguments arguments, Report report)
    {
        await using var backends = await Backends.StartAsync();
        await report.HeadAsync(backends);
        await using var system = await BusQStashSystem.StartAsync(backends);
        var backlogs = new Backlogs(backends, messages, messages / 4) { SinkDelay = TimeSpan.FromMilliseconds(delay) };
        var outcomes = await Alternation.RunAsync(
            arguments,
            new Contender(Loop, () => backlogs.RawAsync(1, 1, $"{SinkServer.LanePath}raw")),
            new Contender(Durable, () => backlogs.DurableAsync($"{SinkServer.LanePath}durable"), Loop),
            new Contender(
                "BusQStash, one queue",
                () => backlogs.OursAsync(system, null, _ => new Publication($"{backends.Sink.Url}{SinkServer.LanePath}{Queue}", Queue)),
                Durable));
        await report.AddAsync(new Comparison(row, "one strict lane, backlog drained", outcomes)
        {
            Notes =
            [
                $"{messages:N0} messages of 1 KiB a run, the destination answers {(delay > 0 ? $"after {delay} ms" : "at once")}; the first quarter and the last 5 % do not count.",
                "The destination has checked that nothing came out of order or while the one before was being answered.",
                $"BusQStash: {Beside(outcomes, Loop):0.00} of the loop that commits nothing.",
            ],
        });
    }

    private static double Beside(IReadOnlyList<Outcome> outcomes, string name) =>
        outcomes[^1].Figure(Figure.Rate).Median / outcomes.Single(outcome => outcome.Name == name).Figure(Figure.Rate).Median;
}
