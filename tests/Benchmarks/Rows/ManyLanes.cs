using System.Globalization;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Sinks;
using BusQStash.Benchmarks.Systems;

namespace BusQStash.Benchmarks.Rows;

/// <summary>P4: a backlog in many queues: some of them busy and most of them not, or all alike; with and without callbacks.</summary>
internal static class ManyLanes
{
    private const string Unordered = "BusQStash, unordered at 64";
    private const string Lanes = "BusQStash, lanes";
    private const string Even = "even";
    private const string Zipf = "zipf";

    public static async Task RunAsync(Arguments arguments, Report report)
    {
        var messages = arguments.Number("messages", 40_000);
        var warmUp = Math.Min(arguments.Number("warm-up", 10_000), messages / 4);
        var spread = arguments.Text("spread") ?? Zipf;
        var skew = spread switch
        {
            Even => 0,
            Zipf => double.Parse(arguments.Text("skew") ?? "1", CultureInfo.InvariantCulture),
            _ => throw new ArgumentException($"--spread is {Zipf} or {Even}, not '{spread}'."),
        };
        foreach (var lanes in arguments.Numbers("lanes", 1_000, 10_000))
        {
            // A system of its own for each number of lanes: the first queues made get broker queues of their own.
            await using var backends = await Backends.StartAsync();
            await report.HeadAsync(backends);
            await using var system = await BusQStashSystem.StartAsync(backends);
            var backlogs = new Backlogs(backends, messages, warmUp);
            var load = new ZipfLoad(lanes, skew, messages);
            Contender[] contenders =
            [
                new(Unordered, () => backlogs.OursAsync(system, 64, _ => new Publication($"{backends.Sink.Url}/hook"))),
                new(Lanes, () => backlogs.OursAsync(system, 64, number => Lane(backends, load.LaneOf(number))), Unordered),
                .. WithCallbacks(arguments, system, backends, backlogs, load),
            ];
            await report.AddAsync(new Comparison("p4", $"{lanes:N0} lanes, backlog drained", await Alternation.RunAsync(arguments, contenders))
            {
                Notes =
                [
                    $"{messages:N0} messages of 1 KiB a run in {load.Used:N0} of {lanes:N0} lanes, {(skew > 0 ? $"Zipf with exponent {skew}" : "all alike")}: {load.Busiest:N0} of them in the busiest one.",
                    $"The first {warmUp:N0} and the last 5 % do not count; the destination has checked the order of each lane.",
                ],
            });
        }
    }

    /// <summary>A queue goes on behind a message only when its callback is delivered, so each message counts as two deliveries and a wait.</summary>
    private static IEnumerable<Contender> WithCallbacks(
        Arguments arguments, BusQStashSystem system, Backends backends, Backlogs backlogs, ZipfLoad load)
    {
        if (arguments.Text("callbacks") == "yes")
        {
            yield return new Contender(
                "BusQStash, lanes with callbacks",
                () => backlogs.OursAsync(
                    system, 64, number => Lane(backends, load.LaneOf(number)) with { Callback = $"{backends.Sink.Url}{SinkServer.CallbackPath}" }),
                Lanes);
        }
    }

    private static Publication Lane(Backends backends, int lane) => new($"{backends.Sink.Url}{SinkServer.LanePath}{lane}", $"lane-{lane}");
}
