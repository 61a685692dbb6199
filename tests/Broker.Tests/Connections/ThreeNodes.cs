using BusQStash.Testing.Brokers;
using Xunit;

namespace BusQStash.Broker.Tests.Connections;

/// <summary>A cluster of three nodes, whose tests, one after the other, may stop and start its nodes.</summary>
public sealed class ThreeNodes : IAsyncLifetime
{
    private PrivateCluster? _cluster;

    public PrivateCluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster was not started.");

    /// <summary>Address of all nodes, and a virtual host nobody used before. All nodes run then, whatever a test that failed left.</summary>
    public async Task<(string Amqp, string VirtualHost)> NewVirtualHostAsync()
    {
        await Cluster.StartAllAsync();
        var name = $"busq-{Guid.NewGuid():N}";
        using var management = Cluster.ManagementOf(0);
        await management.CreateVirtualHostAsync(name);
        return (Cluster.Url(name), name);
    }

    public async ValueTask InitializeAsync() => _cluster = await PrivateCluster.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }
}
