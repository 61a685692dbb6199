using System.ComponentModel;
using System.Globalization;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Peers;
using BusQStash.Benchmarks.Peers.BullMq;
using BusQStash.Benchmarks.Peers.HangfireJobs;
using BusQStash.Benchmarks.Peers.PlainBus;
using BusQStash.Benchmarks.Systems;

namespace BusQStash.Benchmarks.Rows;

/// <summary>The same work done by other systems: a backlog of jobs, each posted to the sink.</summary>
internal sealed class OtherSystems(Backends backends, int messages, int concurrency)
{
    /// <summary>Hangfire needs so much longer for a job that a part of the jobs says as much.</summary>
    private const int HangfireShare = 5;

    private const string Ours = "BusQStash";
    private static readonly string[] Shared = [IPeer.PostgreSql, IPeer.RabbitMq];

    public static async Task RunAsync(Arguments arguments, Report report)
    {
        var messages = arguments.Number("messages", 40_000);
        var concurrency = arguments.Number("concurrency", 64);
        await using var backends = await Backends.StartAsync();
        await report.HeadAsync(backends);
        await using var system = await BusQStashSystem.StartAsync(backends);
        await using var plainBus = new PlainBusPeer(backends.RabbitMq);
        await using var hangfire = new HangfirePeer(backends.Postgres);
        var (bullMq, missing) = await TryBullMqAsync();
        await using var owned = bullMq;

        var row = new OtherSystems(backends, messages, concurrency);
        List<IPeer> peers = [plainBus, .. bullMq is null ? [] : (IPeer[])[bullMq], hangfire];
        var outcomes = await Alternation.RunAsync(arguments, [row.OurContender(system), .. peers.Select(row.Of)]);
        await report.AddAsync(new Comparison("peers", $"other systems doing the same POST at concurrency {concurrency}, backlog drained", outcomes)
        {
            Notes =
            [
                $"{messages:N0} jobs of 1 KiB a run, of Hangfire {row.JobsOf(hangfire):N0}; a quarter of them, for warming up, and the last 5 % do not count.",
                .. peers.Select(peer => $"{peer.Name}: {peer.Setup}. {Advantage(outcomes, peer.Name)}"),
                .. missing is null ? [] : (string[])[$"BullMQ is missing: {missing}"],
            ],
        });
    }

    private static string Advantage(IReadOnlyList<Outcome> outcomes, string peer)
    {
        double Rate(string name) => outcomes.Single(outcome => outcome.Name == name).Figure(Figure.Rate).Median;
        return string.Create(CultureInfo.InvariantCulture, $"BusQStash delivers {Rate(Ours) / Rate(peer):0.00} times as many a second.");
    }

    /// <summary>Node, npm's registry and Redis may be missing; the other peers are measured all the same.</summary>
    private static async Task<(BullMqPeer? Peer, string? Missing)> TryBullMqAsync()
    {
        try
        {
            return (await BullMqPeer.StartAsync(), null);
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or TimeoutException)
        {
            return (null, exception.Message);
        }
    }

    private int JobsOf(IPeer peer) => peer is HangfirePeer ? messages / HangfireShare : messages;

    private Contender OurContender(BusQStashSystem system)
    {
        var backlogs = new Backlogs(backends, messages, WarmUp(messages));
        return new Contender(Ours, () => backlogs.OursAsync(system, concurrency, _ => new Publication($"{backends.Sink.Url}/hook")));
    }

    private Contender Of(IPeer peer) => new(peer.Name, () => RunAsync(peer), Ours);

    private async Task<Measurement> RunAsync(IPeer peer)
    {
        var jobs = JobsOf(peer);
        await peer.FillAsync(jobs, $"{backends.Sink.Url}/hook");
        await backends.Sink.ResetAsync(jobs);
        await backends.SettleAsync();
        await using var worker = peer.StartWorker(concurrency);
        var cpu = new CpuMeter([("worker", worker.Id), ("sink", backends.Sink.Id), .. peer.Servers]);
        var measurement = await new Drain(backends.Sink, cpu, jobs, WarmUp(jobs)).MeasureAsync(() => worker.Output.Tail());

        // What the other servers do by themselves, as long as it takes, is no work of this peer.
        var others = Shared.Except(peer.Uses);
        return measurement with { Cpu = measurement.Cpu.Where(process => !others.Contains(process.Key)).ToDictionary() };
    }

    private static int WarmUp(int jobs) => jobs / 4;
}
