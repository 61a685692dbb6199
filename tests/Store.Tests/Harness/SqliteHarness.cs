using BusQStash.Store.Instances;
using BusQStash.Store.Startup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BusQStash.Store.Tests.Harness;

/// <summary>A ledger in a folder of its own.</summary>
public sealed class SqliteHarness : IStoreHarness
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("busqstash-store-");
    private ServiceProvider? _services;

    public string Folder => _folder.FullName;

    public IServiceProvider Services => _services ?? throw new InvalidOperationException("The harness was not started.");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _services = Build(Folder);
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(cancellationToken);
        }
    }

    /// <summary>A process on the ledger of the given folder that was not started yet.</summary>
    public static ServiceProvider Build(string folder)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["BusQStash:DataDirectory"] = folder,
                ["BusQStash:Store:DedicatedQueues"] = "3",
            })
            .Build();
        return new ServiceCollection()
            .AddLogging()
            .AddStore(configuration)
            .Configure<InstanceOptions>(options => options.Kind |= InstanceKind.Api | InstanceKind.Worker)
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}
