using BusQStash.Bus.Connections;
using BusQStash.Bus.Publishing;
using BusQStash.Bus.Receiving;
using BusQStash.Bus.Startup;
using BusQStash.Store.Startup;
using BusQStash.Worker.Signing;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BusQStash.Worker.Tests.Signing;

/// <summary>A bus in memory with a worker's endpoint for news.</summary>
internal sealed class NewsBus : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private NewsBus(ServiceProvider services) => _services = services;

    public ISigningKeyAnnouncer Announcer => _services.GetRequiredService<ISigningKeyAnnouncer>();

    public static async Task<NewsBus> StartAsync(SigningKeysRotatedConsumer consumer)
    {
        var configuration = new ConfigurationBuilder().Build();
        var bus = new NewsBus(new ServiceCollection().AddLogging().AddMetrics().AddStore(configuration).AddBus(configuration).BuildServiceProvider());
        bus._services.GetRequiredService<BusConnections>().Start();
        var news = bus._services.GetRequiredService<ReceiveEndpoints>().ConnectOwn("news", endpoint => endpoint.Instance(consumer));
        await news.Ready;
        return bus;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.GetRequiredService<BusConnections>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
