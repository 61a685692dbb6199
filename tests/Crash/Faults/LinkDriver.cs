using BusQStash.Bus.Naming;
using BusQStash.Crash.Runs;
using BusQStash.Crash.Traffic;
using BusQStash.Testing.Networks;
using BusQStash.Testing.Programs;
using RabbitMQ.Client;

namespace BusQStash.Crash.Faults;

/// <summary>Injects faults of the network and faults that test failure detection: lost hosts, an unreachable database, a broker without its data.</summary>
internal sealed class LinkDriver(Cluster cluster, FaultLog log, int seed)
{
    /// <inheritdoc cref="FaultDriver.LeastPause" />
    public required TimeSpan LeastPause { get; init; }

    /// <summary>All faults of this driver.</summary>
    public Task RunAsync(CancellationToken enough) => Task.WhenAll(
        RepeatAsync(new Random(seed + 400), 1, 3, DisturbWayAsync, enough),
        RepeatAsync(new Random(seed + 500), 8, 14, LoseHostAsync, enough),
        RepeatAsync(new Random(seed + 700), 12, 20, SpoilBrokerAsync, enough));

    /// <summary>Only outages of the database for all processes, longer than the maximum age of a heartbeat.</summary>
    public Task RunOutagesAsync(CancellationToken enough) => RepeatAsync(new Random(seed + 600), 3, 4, CutDatabaseOffAsync, enough);

    private async Task RepeatAsync(Random chance, double least, double most, Func<Random, Task> disturb, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            var pause = LeastPause * (least + (chance.NextDouble() * (most - least)));
            await Task.Delay(pause, enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!enough.IsCancellationRequested)
            {
                await disturb(chance);
            }
        }
    }

    private async Task DisturbWayAsync(Random chance)
    {
        BusQStashProcess[] processes = [.. cluster.Workers, .. cluster.Apis];
        var process = processes[chance.Next(processes.Length)];
        var isWorker = cluster.Workers.Contains(process);
        var of = cluster.WaysOf(process);
        NetworkLink[] ways = chance.Next(3) switch { 0 => [of.ToDatabase], 1 => [of.ToBroker], _ => [of.ToDatabase, of.ToBroker] };
        var fault = log.Begin(isWorker ? FaultKind.WorkerWay : FaultKind.ApiWay, process.ProcessId);

        // Both in different ways: for others, a living process may then look like a killed one.
        await Task.WhenAll(Array.ConvertAll(ways, way => Task.Delay(WayTrouble.Begin(way, chance), CancellationToken.None)));
        of.Heal();
        fault.To = MachineClock.Now;
    }

    private async Task LoseHostAsync(Random chance)
    {
        var worker = cluster.Workers[chance.Next(cluster.Workers.Count)];
        if (!worker.IsRunning)
        {
            return;
        }

        var fault = log.Begin(FaultKind.HostLost, worker.ProcessId);
        var ways = cluster.WaysOf(worker);
        ways.Lose();
        await worker.KillAsync();
        await Task.Delay(chance.Next(1000, 15_000), CancellationToken.None);
        ways.Heal();
        await Cluster.StartAgainAsync(worker);
        fault.To = MachineClock.Now;
    }

    private async Task CutDatabaseOffAsync(Random chance)
    {
        var fault = log.Begin(FaultKind.DatabaseUnreachable);
        var isRefused = chance.Next(2) == 0;
        foreach (var ways in cluster.Ways)
        {
            if (isRefused)
            {
                ways.ToDatabase.Refuse();
                ways.ToDatabase.Reset();
            }
            else
            {
                ways.ToDatabase.Stall();
            }
        }

        await Task.Delay(chance.Next(8000, 16_000), CancellationToken.None);
        foreach (var ways in cluster.Ways)
        {
            ways.ToDatabase.Heal();
        }

        fault.To = MachineClock.Now;
    }

    private Task SpoilBrokerAsync(Random chance) => chance.Next(3) switch
    {
        0 => cluster.ExclusivelyAsync(WipeBrokerAsync),
        1 => cluster.ExclusivelyAsync(() => KillBrokerAtDeclarationAsync(chance)),
        _ => CutDatabaseOffAsync(chance),
    };

    private async Task WipeBrokerAsync()
    {
        var fault = log.Begin(FaultKind.BrokerWipe);
        await cluster.Broker.WipeAsync();
        await cluster.Broker.StartAsync();
        fault.To = MachineClock.Now;
    }

    private async Task KillBrokerAtDeclarationAsync(Random chance)
    {
        var fault = log.Begin(FaultKind.BrokerKillAtDeclaration);
        try
        {
            await RemoveBrokerQueuesAsync(chance);
        }
        catch (Exception exception) when (exception is RabbitMQ.Client.Exceptions.RabbitMQClientException or IOException or TimeoutException)
        {
            // It does not respond at present; it is killed all the same.
        }

        await Task.Delay(chance.Next(100, 500), CancellationToken.None);
        await cluster.Broker.KillAsync();
        await cluster.Broker.StartAsync();
        fault.To = MachineClock.Now;
    }

    // The next sender to one of them, or its consumer, creates it again.
    private async Task RemoveBrokerQueuesAsync(Random chance)
    {
        var factory = new ConnectionFactory { Uri = new Uri(cluster.Broker.Url) };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        for (var number = 0; number < 10; number++)
        {
            await channel.QueueDeleteAsync(BrokerNames.Lane(Lane.Number(chance.Next(20)).Name), ifUnused: false, ifEmpty: false);
        }
    }
}
