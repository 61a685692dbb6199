using BusQStash.Testing.Programs;

namespace BusQStash.Benchmarks.Systems;

/// <summary>BusQStash as its users run it on PostgreSQL and RabbitMQ: an Api, and workers beside it.</summary>
internal sealed class BusQStashSystem : IAsyncDisposable
{
    private const string Token = "token-of-the-benchmark";
    private const string LogFile = "log";

    private readonly Dictionary<string, string> _settings;
    private readonly List<BusQStashProcess> _workers = [];

    private BusQStashSystem(string postgres, string rabbitMq)
    {
        _settings = new Dictionary<string, string>
        {
            [SettingNames.Postgres] = postgres,
            [SettingNames.RabbitMq] = rabbitMq,
            [SettingNames.Token] = Token,
            [SettingNames.AllowPrivateNetworks] = "true",
            [SettingNames.WorkerInProcess] = "false",
        };
        Api = Create(BusQStashProgram.Api, _settings);
        Ledger = new LedgerView(postgres);
    }

    public BusQStashProcess Api { get; }

    public LedgerView Ledger { get; }

    /// <summary>What a publisher sends along.</summary>
    public static string Authorization { get; } = $"Bearer {Token}";

    public static Task<BusQStashSystem> StartAsync(Backends backends) => StartAsync(backends.Postgres.ConnectionString, backends.RabbitMq.Url);

    /// <param name="postgres">Connection string of the ledger.</param>
    /// <param name="rabbitMq">Address of the broker, with the virtual host.</param>
    public static async Task<BusQStashSystem> StartAsync(string postgres, string rabbitMq)
    {
        var system = new BusQStashSystem(postgres, rabbitMq);
        await system.Api.StartAsync();

        // The first worker ever sends what waits once more, in case the broker was exchanged; that is no part of any row.
        await system.LaunchWorkerAsync();
        await system.Ledger.KnownToBrokerAsync(rabbitMq);
        await system.StopWorkersAsync();
        return system;
    }

    /// <summary>Starts a worker and does not wait for it.</summary>
    /// <param name="concurrency">Unordered deliveries at once, all of them to one host if need be.</param>
    /// <param name="more">Settings only this worker has.</param>
    public async Task<BusQStashProcess> LaunchWorkerAsync(int? concurrency = null, params IReadOnlyList<(string Name, string Value)> more)
    {
        var settings = new Dictionary<string, string>(_settings);
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        if (concurrency is { } limit)
        {
            settings["BusQStash__Delivery__MaxConcurrentDeliveries"] = $"{limit}";
            settings["BusQStash__Delivery__MaxConcurrentPerHost"] = $"{limit}";
        }

        var worker = Create(BusQStashProgram.Worker, settings);
        _workers.Add(worker);
        await worker.LaunchAsync();
        return worker;
    }

    /// <summary>Stops the workers in order, as a deployment would.</summary>
    public async Task StopWorkersAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.TerminateAsync();
            await worker.DisposeAsync();
        }

        _workers.Clear();
    }

    /// <summary>The last lines a program logged.</summary>
    public static string Log(BusQStashProcess process) => string.Join('\n', File.ReadLines(Path.Combine(process.DataDirectory, LogFile)).TakeLast(60));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _workers.Append(Api))
        {
            await process.DisposeAsync();
        }

        await Ledger.DisposeAsync();
    }

    /// <summary>Its log goes to a file: if this program read it, the reading would cost as much as the writing.</summary>
    private static BusQStashProcess Create(BusQStashProgram program, Dictionary<string, string> settings)
    {
        var path = BusQStashProcess.PathOf(program);
        return new BusQStashProcess(program, settings, ["sh", "-c", $"exec dotnet '{path}' > {LogFile} 2>&1"]);
    }
}
