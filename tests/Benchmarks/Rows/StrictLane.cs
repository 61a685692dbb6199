using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Sinks;
using BusQStash.Benchmarks.Systems;

namespace BusQStash.Benchmarks.Rows;

/// <summary>P3: one queue, one message at a time, a destination that takes 5 ms.</summary>
internal static class StrictLane
{
    private const string Queue = "strict";

    public static async Task RunAsync(Arguments arguments, Report report)
    {
        var messages = arguments.Number("messages", 6_000);
        var delay = TimeSpan.FromMilliseconds(arguments.Number("delay", 5));
        await using var backends = await Backends.StartAsync();
        await report.HeadAsync(backends);
        await using var system = await BusQStashSystem.StartAsync(backends);
        var backlogs = new Backlogs(backends, messages, messages / 4) { SinkDelay = delay };
        const string Twin = "raw sequential loop (prefetch 1)";
        var outcomes = await Alternation.RunAsync(
            arguments,
            new Contender(Twin, () => backlogs.RawAsync(1, 1, $"{SinkServer.LanePath}raw")),
            new Contender(
                "BusQStash, one queue",
                () => backlogs.OursAsync(system, null, _ => new Publication($"{backends.Sink.Url}{SinkServer.LanePath}{Queue}", Queue)),
                Twin));
        await report.AddAsync(new Comparison("p3", "one strict lane, backlog drained", outcomes)
        {
            Notes =
            [
                $"{messages:N0} messages of 1 KiB a run, the destination answers after {delay.TotalMilliseconds} ms; the first quarter and the last 5 % do not count.",
                "The destination has checked that nothing came out of order or while the one before was being answered.",
            ],
        });
    }
}
