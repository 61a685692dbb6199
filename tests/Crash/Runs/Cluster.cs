using BusQStash.Crash.Control;
using BusQStash.Testing.Brokers;
using BusQStash.Testing.Databases;
using BusQStash.Testing.Programs;

namespace BusQStash.Crash.Runs;

/// <summary>The whole system as real processes: two Apis, three workers, their own broker and database.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    /// <summary>The Apis' token.</summary>
    public const string Token = "token-of-the-order-proof";

    private const int ApiCount = 2;
    private const int WorkerCount = 3;

    /// <summary>Much longer than the 20 s a worker allows attempts in flight and the 30 s of a host.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(75);

    private static readonly TimeSpan BeforeAgain = TimeSpan.FromMilliseconds(500);
    private readonly Dictionary<BusQStashProcess, Ways> _ways = [];
    private readonly SemaphoreSlim _broker = new(1, 1);

    private readonly PrivateDatabaseServer? _database;
    private readonly PrivateBroker? _node;
    private readonly ReplicatedDatabaseServer? _servers;
    private readonly PrivateCluster? _nodes;

    private Cluster(PrivateDatabaseServer database, PrivateBroker node, WithoutCheck without)
    {
        _database = database;
        _node = node;
        (Apis, Workers) = Processes(without);
    }

    private Cluster(ReplicatedDatabaseServer servers, PrivateCluster nodes, WithoutCheck without)
    {
        _servers = servers;
        _nodes = nodes;
        (Apis, Workers) = Processes(without);
    }

    /// <summary>Whether the broker has several nodes, and the database a standby; in that case there are no links.</summary>
    public bool HasNodes => _nodes is not null;

    public PrivateDatabaseServer Database => _database ?? throw new InvalidOperationException("The database has a standby.");

    public PrivateBroker Broker => _node ?? throw new InvalidOperationException("The broker has several nodes.");

    public ReplicatedDatabaseServer Servers => _servers ?? throw new InvalidOperationException("The database has no standby.");

    public PrivateCluster Nodes => _nodes ?? throw new InvalidOperationException("The broker has one node.");

    /// <summary>Connection string for reading the ledger.</summary>
    public string LedgerConnectionString => _servers is null ? Database.ConnectionString : $"{_servers.ConnectionString};Target Session Attributes=read-write;Host Recheck Seconds=1";

    public IReadOnlyList<BusQStashProcess> Apis { get; }

    public IReadOnlyList<BusQStashProcess> Workers { get; }

    /// <summary>Links of all processes.</summary>
    public IEnumerable<Ways> Ways => _ways.Values;

    /// <summary>The links of one process.</summary>
    public Ways WaysOf(BusQStashProcess process) => _ways[process];

    /// <summary>Disturbs the broker while no other fault may touch it.</summary>
    public async Task ExclusivelyAsync(Func<Task> disturb)
    {
        await _broker.WaitAsync();
        try
        {
            await disturb();
        }
        finally
        {
            _broker.Release();
        }
    }

    public static async Task<Cluster> StartAsync(WithoutCheck without, bool withNodes)
    {
        var cluster = withNodes
            ? new Cluster(await ReplicatedDatabaseServer.CreateAsync(), await PrivateCluster.CreateAsync(), without)
            : new Cluster(await PrivateDatabaseServer.CreateAsync(), await PrivateBroker.CreateAsync(), without);
        try
        {
            // The first one creates the schema.
            await cluster.Apis[0].StartAsync();
            if (without == WithoutCheck.Lock)
            {
                await LocklessRunWorks.PrepareAsync(cluster.LedgerConnectionString);
            }

            await Task.WhenAll(cluster.Apis.Skip(1).Concat(cluster.Workers).Select(process => process.StartAsync()));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a process as a supervisor would: if it exits because the broker or the database is down, it is started again.</summary>
    public static async Task StartAgainAsync(BusQStashProcess process)
    {
        while (true)
        {
            try
            {
                await process.StartAsync();
                return;
            }
            catch (InvalidOperationException)
            {
                // It exited, or another fault ended it while it started, and may have started it again.
                if (process.IsRunning)
                {
                    return;
                }

                await Task.Delay(BeforeAgain);
            }
        }
    }

    /// <summary>Sends SIGTERM; a process that does not exit is killed.</summary>
    /// <returns>The output of a process that had to be killed; null when it exited.</returns>
    public static async Task<string?> StopAsync(BusQStashProcess process)
    {
        try
        {
            await process.TerminateAsync(StopLimit);
            return null;
        }
        catch (TimeoutException)
        {
            var written = process.Output.ToString();
            await process.KillAsync();
            return written;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Workers.Concat(Apis))
        {
            await process.DisposeAsync();
        }

        foreach (var ways in Ways)
        {
            await ways.DisposeAsync();
        }

        _broker.Dispose();
        foreach (var server in new IAsyncDisposable?[] { _node, _nodes, _database, _servers })
        {
            await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private (IReadOnlyList<BusQStashProcess> Apis, IReadOnlyList<BusQStashProcess> Workers) Processes(WithoutCheck without)
    {
        var settings = new Dictionary<string, string>
        {
            [SettingNames.Token] = Token,
            [SettingNames.AllowPrivateNetworks] = "true",
            [SettingNames.WorkerInProcess] = "false",

            // Waiting lanes are parked, and idle ones released, many times in a run.
            ["BusQStash__Lanes__HoldLimit"] = "00:00:02",
            ["BusQStash__Lanes__IdleLimit"] = "00:00:05",

            // The endpoint fetches longer lists of runs, and many answers of calls.
            ["BusQStash__Workflows__LazyFetchBytes"] = "700",
        };
        return (
            [.. Enumerable.Range(0, ApiCount).Select(_ =>
            Add(BusQStashProgram.Api, settings, without == WithoutCheck.Lock ? OwnProgram.Words(ControlApi.Role, without.ToString()) : null))],
            [.. Enumerable.Range(0, WorkerCount).Select(_ =>
            Add(BusQStashProgram.Worker, settings, without == WithoutCheck.Nothing ? null : OwnProgram.Words(ControlWorker.Role, without.ToString())))]);
    }

    private BusQStashProcess Add(BusQStashProgram program, Dictionary<string, string> settings, IReadOnlyList<string>? command)
    {
        var ways = HasNodes ? null : new Ways(Database.ConnectionString, Broker.Url);
        var process = new BusQStashProcess(
            program,
            new Dictionary<string, string>(settings)
            {
                [SettingNames.Postgres] = ways?.Database ?? Servers.ConnectionString,
                [SettingNames.RabbitMq] = ways?.Amqp ?? Nodes.Url(),
            },
            command);
        if (ways is not null)
        {
            _ways[process] = ways;
        }

        return process;
    }
}
