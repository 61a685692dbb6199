using BusQStash.Testing.Brokers;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

/// <summary>A broker whose tests, one after the other, may crash it, choke it and lose its data.</summary>
public sealed class CrashableBroker : IAsyncLifetime
{
    private PrivateBroker? _broker;

    public PrivateBroker Node => _broker ?? throw new InvalidOperationException("The broker was not started.");

    /// <summary>Address of a virtual host nobody used before, on the running broker.</summary>
    public async Task<string> NewVirtualHostAsync()
    {
        await Node.StartAsync();
        var name = $"busq-{Guid.NewGuid():N}";
        await Node.Management.CreateVirtualHostAsync(name);
        return new UriBuilder(Node.Url) { Path = name }.Uri.ToString();
    }

    public async ValueTask InitializeAsync() => _broker = await PrivateBroker.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }
    }
}
