using BusQStash.Testing.Brokers;
using BusQStash.Testing.Databases;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Compatibility.Tests.Sdk;

/// <summary>The system as it runs in production: Apis without a worker and two workers, on RabbitMQ and PostgreSQL.</summary>
public sealed class DistributedServer : IAsyncLifetime
{
    private readonly SharedBroker _broker = new();
    private readonly SharedDatabase _database = new();
    private readonly List<BusQStashProcess> _processes = [];
    private readonly Lazy<Task<BusQStashProcess>> _api;
    private PrivateDatabase? _ledger;
    private VirtualHost? _virtualHost;

    public DistributedServer() => _api = new(StartAsync);

    /// <summary>How many Apis there are.</summary>
    public int Apis { get; init; } = 1;

    /// <summary>All processes, once it has started: Apis, then workers.</summary>
    public IReadOnlyList<BusQStashProcess> Processes => _processes;

    /// <summary>The first Api.</summary>
    public Task<BusQStashProcess> GetAsync() => _api.Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        if (_virtualHost is not null)
        {
            await _virtualHost.DisposeAsync();
        }

        if (_ledger is not null)
        {
            await _ledger.DisposeAsync();
        }

        await _broker.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task<BusQStashProcess> StartAsync()
    {
        _ledger = await _database.CreateAsync();
        _virtualHost = await _broker.CreateVirtualHostAsync();
        var settings = new Dictionary<string, string>
        {
            [SettingNames.Postgres] = _ledger.ConnectionString,
            [SettingNames.RabbitMq] = _virtualHost.Url,
            [SettingNames.AllowPrivateNetworks] = "true",
            ["BusQStash__AllowDevelopmentToken"] = "true",
        };
        var ofApi = new Dictionary<string, string>(settings) { [SettingNames.WorkerInProcess] = "false" };
        BusQStashProcess[] apis = [.. Enumerable.Range(0, Apis).Select(_ => Add(BusQStashProgram.Api, ofApi))];
        foreach (var api in apis)
        {
            await api.StartAsync();
        }

        await Task.WhenAll(Add(BusQStashProgram.Worker, settings).StartAsync(), Add(BusQStashProgram.Worker, settings).StartAsync());
        return apis[0];
    }

    private BusQStashProcess Add(BusQStashProgram program, Dictionary<string, string> settings)
    {
        var process = new BusQStashProcess(program, settings);
        _processes.Add(process);
        return process;
    }
}
