using System.Globalization;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Sinks;
using BusQStash.Benchmarks.Systems;

namespace BusQStash.Benchmarks.Rows;

/// <summary>P4: a backlog in many queues, some of them busy and most of them not.</summary>
internal static class ManyLanes
{
    private const string Unordered = "BusQStash, unordered at 64";

    public static async Task RunAsync(Arguments arguments, Report report)
    {
        var messages = arguments.Number("messages", 40_000);
        var warmUp = Math.Min(arguments.Number("warm-up", 10_000), messages / 4);
        var skew = double.Parse(arguments.Text("skew") ?? "1", CultureInfo.InvariantCulture);
        foreach (var lanes in arguments.Numbers("lanes", 1_000, 10_000))
        {
            // A system of its own for each number of lanes: the first queues made get broker queues of their own.
            await using var backends = await Backends.StartAsync();
            await report.HeadAsync(backends);
            await using var system = await BusQStashSystem.StartAsync(backends);
            var backlogs = new Backlogs(backends, messages, warmUp);
            var load = new ZipfLoad(lanes, skew, messages);
            await report.AddAsync(new Comparison("p4", $"{lanes:N0} lanes, backlog drained", await RunAsync(arguments, backends, system, backlogs, load))
            {
                Notes =
                [
                    $"{messages:N0} messages of 1 KiB a run in {load.Used:N0} of {lanes:N0} lanes, Zipf with exponent {skew}: {load.Busiest:N0} of them in the busiest one.",
                    $"The first {warmUp:N0} and the last 5 % do not count; the destination has checked the order of each lane.",
                ],
            });
        }
    }

    private static Task<IReadOnlyList<Outcome>> RunAsync(
        Arguments arguments, Backends backends, BusQStashSystem system, Backlogs backlogs, ZipfLoad load) => Alternation.RunAsync(
        arguments,
        new Contender(Unordered, () => backlogs.OursAsync(system, 64, _ => new Publication($"{backends.Sink.Url}/hook"))),
        new Contender("BusQStash, lanes", () => backlogs.OursAsync(system, 64, number => Lane(backends, load.LaneOf(number))), Unordered));

    private static Publication Lane(Backends backends, int lane) => new($"{backends.Sink.Url}{SinkServer.LanePath}{lane}", $"lane-{lane}");
}
