using BusQStash.Crash.Runs;
using BusQStash.Testing.Programs;

namespace BusQStash.Crash.Faults;

/// <summary>
/// Injects the faults: one loop for each process, so that any of them coincide in any order. Every loop ends its fault before it returns.
/// </summary>
internal sealed class FaultDriver(Cluster cluster, FaultLog log, FaultChoice choice, int seed)
{
    /// <summary>Least pause of a worker after a fault; the actual one is up to three times as long. Apis and the broker in proportion.</summary>
    public required TimeSpan LeastPause { get; init; }

    public Task RunAsync(CancellationToken enough)
    {
        if (choice == FaultChoice.None)
        {
            return Task.CompletedTask;
        }

        if (cluster.HasNodes)
        {
            return Task.WhenAll([.. Processes(enough), new ClusterDriver(cluster, log, seed) { LeastPause = LeastPause }.RunAsync(enough)]);
        }

        var links = new LinkDriver(cluster, log, seed) { LeastPause = LeastPause };
        if (choice == FaultChoice.Outages)
        {
            return links.RunOutagesAsync(enough);
        }

        return choice == FaultChoice.Restarts
            ? RestartInTurnAsync(new Random(seed), enough)
            : Task.WhenAll([.. Processes(enough), DisturbBrokerAsync(new Random(seed + 200), enough), DisturbDatabaseAsync(new Random(seed + 300), enough), links.RunAsync(enough)]);
    }

    private IEnumerable<Task> Processes(CancellationToken enough) => cluster.Workers
        .Select((worker, index) => DisturbWorkerAsync(worker, new Random(seed + index), enough))
        .Concat(cluster.Apis.Select((api, index) => DisturbApiAsync(api, new Random(seed + 100 + index), enough)));

    private async Task DisturbWorkerAsync(BusQStashProcess worker, Random chance, CancellationToken enough)
    {
        while (await PauseAsync(chance, LeastPause.TotalSeconds, 3 * LeastPause.TotalSeconds, enough))
        {
            await (chance.Next(100) switch
            {
                < 36 => KillAsync(FaultKind.WorkerKill, worker, chance),
                < 70 => FreezeAsync(FaultKind.WorkerFreeze, worker, TimeSpan.FromSeconds(1 + (chance.NextDouble() * 14))),
                _ => RestartAsync(FaultKind.WorkerRestart, worker),
            });
        }
    }

    private async Task DisturbApiAsync(BusQStashProcess api, Random chance, CancellationToken enough)
    {
        while (await PauseAsync(chance, 4 * LeastPause.TotalSeconds, 10 * LeastPause.TotalSeconds, enough))
        {
            await (chance.Next(100) switch
            {
                < 50 => KillAsync(FaultKind.ApiKill, api, chance),
                < 80 => FreezeAsync(FaultKind.ApiFreeze, api, TimeSpan.FromSeconds(1 + (chance.NextDouble() * 14))),
                _ => RestartAsync(FaultKind.ApiRestart, api),
            });
        }
    }

    private async Task RestartInTurnAsync(Random chance, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            foreach (var (kind, process) in cluster.Workers.Select(worker => (FaultKind.WorkerRestart, worker))
                .Concat(cluster.Apis.Select(api => (FaultKind.ApiRestart, api))))
            {
                if (await PauseAsync(chance, 1, 4, enough))
                {
                    await RestartAsync(kind, process);
                }
            }
        }
    }

    private async Task DisturbBrokerAsync(Random chance, CancellationToken enough)
    {
        for (var (least, most) = (12.0, 20.0); await PauseAsync(chance, least, most, enough); (least, most) = (7 * LeastPause.TotalSeconds, 11 * LeastPause.TotalSeconds))
        {
            if (chance.Next(100) < 75)
            {
                await cluster.ExclusivelyAsync(async () =>
                {
                    var fault = log.Begin(FaultKind.BrokerKill);
                    await cluster.Broker.KillAsync();
                    await Task.Delay(chance.Next(3000), CancellationToken.None);
                    await cluster.Broker.StartAsync();
                    fault.To = MachineClock.Now;
                });
            }
            else
            {
                await cluster.ExclusivelyAsync(async () =>
                {
                    var fault = log.Begin(FaultKind.MemoryAlarm);
                    await cluster.Broker.RaiseMemoryAlarmAsync();
                    await Task.Delay(chance.Next(2000, 10000), CancellationToken.None);
                    await cluster.Broker.EndMemoryAlarmAsync();
                    fault.To = MachineClock.Now;
                });
            }
        }
    }

    private async Task DisturbDatabaseAsync(Random chance, CancellationToken enough)
    {
        for (var (least, most) = (35, 45); await PauseAsync(chance, least, most, enough); (least, most) = (100, 140))
        {
            var fault = log.Begin(FaultKind.DatabaseKill);
            await cluster.Database.KillAsync();
            await Task.Delay(chance.Next(4000), CancellationToken.None);
            await cluster.Database.StartAsync();
            fault.To = MachineClock.Now;
        }
    }

    private async Task KillAsync(FaultKind kind, BusQStashProcess process, Random chance)
    {
        var fault = log.Begin(kind, process.ProcessId);
        await process.KillAsync();
        await Task.Delay(chance.Next(1500), CancellationToken.None);
        await Cluster.StartAgainAsync(process);
        fault.To = MachineClock.Now;
    }

    private async Task FreezeAsync(FaultKind kind, BusQStashProcess process, TimeSpan time)
    {
        var fault = log.Begin(kind, process.ProcessId);
        process.Freeze();
        await Task.Delay(time, CancellationToken.None);
        process.Resume();
        fault.To = MachineClock.Now;
    }

    private async Task RestartAsync(FaultKind kind, BusQStashProcess process)
    {
        var fault = log.Begin(kind, process.ProcessId);
        fault.Trouble = await Cluster.StopAsync(process);
        fault.Ended = MachineClock.Now;
        await Cluster.StartAgainAsync(process);
        fault.To = MachineClock.Now;
    }

    private static async Task<bool> PauseAsync(Random chance, double least, double most, CancellationToken enough)
    {
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(least + (chance.NextDouble() * (most - least))), enough);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
