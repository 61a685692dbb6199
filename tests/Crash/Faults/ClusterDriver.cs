using BusQStash.Crash.Runs;

namespace BusQStash.Crash.Faults;

/// <summary>Injects the faults of a broker cluster and of a database with a standby. One loop for each; each ends its fault before it returns.</summary>
internal sealed class ClusterDriver(Cluster cluster, FaultLog log, int seed)
{
    /// <summary>How long RabbitMQ has no majority.</summary>
    private static readonly TimeSpan WithoutMajority = TimeSpan.FromSeconds(30);

    private const int Kinds = 6;

    /// <inheritdoc cref="FaultDriver.LeastPause" />
    public required TimeSpan LeastPause { get; init; }

    public Task RunAsync(CancellationToken enough) => Task.WhenAll(DisturbNodesAsync(new Random(seed + 800), enough), LosePrimaryAsync(new Random(seed + 900), enough));

    private async Task DisturbNodesAsync(Random chance, CancellationToken enough)
    {
        // The first round has every kind once, because a short run would miss some by chance.
        for (var round = 0; await PauseAsync(LeastPause * (1 + chance.NextDouble()), enough); round++)
        {
            await ((round < Kinds ? round : chance.Next(Kinds)) switch
            {
                0 => KillAsync(chance),
                1 => CutOffAsync(FaultKind.NodeSilent, cluster.Nodes.CutOffSilentlyAsync, chance),
                2 => FreezeAsync(chance),
                3 => CutOffAsync(FaultKind.NodeCutOff, cluster.Nodes.CutOffAsync, chance),
                4 => RestartInTurnAsync(),
                _ => LoseMajorityAsync(chance),
            });
            await cluster.Nodes.WaitUntilWholeAsync();
        }
    }

    private async Task KillAsync(Random chance)
    {
        var node = chance.Next(cluster.Nodes.Count);
        var fault = log.Begin(FaultKind.NodeKill);
        await cluster.Nodes.KillAsync(node);
        await Task.Delay(chance.Next(10_000), CancellationToken.None);
        await cluster.Nodes.StartAsync(node);
        fault.To = MachineClock.Now;
    }

    private async Task FreezeAsync(Random chance)
    {
        var node = chance.Next(cluster.Nodes.Count);
        var fault = log.Begin(FaultKind.NodeFreeze);
        cluster.Nodes.Freeze(node);
        await Task.Delay(chance.Next(1000, 15_000), CancellationToken.None);
        await cluster.Nodes.RejoinAsync(node);
        fault.To = MachineClock.Now;
    }

    // Longer than the nodes need to detect it (net_ticktime): a connection that comes back before would lack what was sent in between.
    private async Task CutOffAsync(FaultKind kind, Func<int, Task> cutOff, Random chance)
    {
        var node = chance.Next(cluster.Nodes.Count);
        var fault = log.Begin(kind);
        await cutOff(node);
        await Task.Delay(chance.Next(15_000, 30_000), CancellationToken.None);
        await cluster.Nodes.HealAsync(node);
        await cluster.Nodes.RejoinAsync(node);
        fault.To = MachineClock.Now;
    }

    // As a rolling upgrade does.
    private async Task RestartInTurnAsync()
    {
        for (var node = 0; node < cluster.Nodes.Count; node++)
        {
            var fault = log.Begin(FaultKind.NodeRestart);
            await cluster.Nodes.StopAsync(node);
            await cluster.Nodes.StartAsync(node);
            await cluster.Nodes.WaitUntilWholeAsync();
            fault.To = MachineClock.Now;
        }
    }

    private async Task LoseMajorityAsync(Random chance)
    {
        var stays = chance.Next(cluster.Nodes.Count);
        var gone = Enumerable.Range(0, cluster.Nodes.Count).Where(node => node != stays).ToList();
        var fault = log.Begin(FaultKind.MajorityLost);
        await Task.WhenAll(gone.Select(cluster.Nodes.KillAsync));
        await Task.Delay(WithoutMajority, CancellationToken.None);
        await Task.WhenAll(gone.Select(cluster.Nodes.StartAsync));
        fault.To = MachineClock.Now;
    }

    // Once per run, because the old primary does not come back.
    private async Task LosePrimaryAsync(Random chance, CancellationToken enough)
    {
        if (await PauseAsync(LeastPause * (3 + chance.NextDouble()), enough))
        {
            var fault = log.Begin(FaultKind.PrimaryLost);
            await cluster.Servers.KillPrimaryAsync();
            await Task.Delay(chance.Next(4000), CancellationToken.None);
            await cluster.Servers.PromoteStandbyAsync();
            fault.To = MachineClock.Now;
        }
    }

    private static async Task<bool> PauseAsync(TimeSpan pause, CancellationToken enough)
    {
        await Task.Delay(pause, enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !enough.IsCancellationRequested;
    }
}
