using BusQStash.Store.Instances;
using BusQStash.Store.Startup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BusQStash.Store.Tests.Harness;

/// <summary>A ledger in a database of its own.</summary>
public sealed class PostgresHarness : IStoreHarness
{
    private readonly List<ServiceProvider> _processes = [];
    private string? _connectionString;

    public IServiceProvider Services => _processes.FirstOrDefault() ?? throw new InvalidOperationException("The harness was not started.");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _connectionString = await PostgresServer.CreateDatabaseAsync(cancellationToken);
        await StartAnotherAsync(cancellationToken);
    }

    /// <summary>Starts several processes at once on an empty database.</summary>
    public async Task StartManyAsync(int count, CancellationToken cancellationToken)
    {
        _connectionString = await PostgresServer.CreateDatabaseAsync(cancellationToken);
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(() => StartAnotherAsync(cancellationToken), cancellationToken)));
    }

    /// <summary>Starts another process on the same database.</summary>
    public async Task<IServiceProvider> StartAnotherAsync(CancellationToken cancellationToken)
    {
        var services = Build(_connectionString!);
        lock (_processes)
        {
            _processes.Add(services);
        }

        foreach (var service in services.GetServices<IHostedService>())
        {
            await service.StartAsync(cancellationToken);
        }

        return services;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        if (_connectionString is not null)
        {
            await PostgresServer.DropDatabaseAsync(_connectionString);
        }
    }

    /// <summary>The settings of a process.</summary>
    public static IConfiguration Configuration(string connectionString) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Postgres"] = connectionString,
            ["BusQStash:Store:DedicatedQueues"] = "3",
        })
        .Build();

    /// <summary>What a process consists of: the ledger, and the numbers it gave up where the programs would send what is stored under them.</summary>
    public static IServiceCollection ServicesOf(string connectionString) => new ServiceCollection()
        .AddLogging()
        .AddStore(Configuration(connectionString))
        .AddSingleton<RecordedOriginNumbers>()
        .AddSingleton<IOriginNumbers>(services => services.GetRequiredService<RecordedOriginNumbers>())
        .Configure<InstanceOptions>(options => options.Kind |= InstanceKind.Api | InstanceKind.Worker);

    private static ServiceProvider Build(string connectionString) =>
        ServicesOf(connectionString).BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
}
