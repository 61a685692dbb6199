using BusQStash.Bus.Naming;
using BusQStash.Bus.Receiving;
using MassTransit;

namespace BusQStash.Api.EnqueueDoor;

/// <summary>Opens the door from the bus.</summary>
internal sealed class EnqueueDoorStartup(ReceiveEndpoints endpoints, EnqueueMessageConsumer consumer) : IHostedService
{
    // Every command waits for a commit that many share: the more there are at once, the fewer commits are needed.
    private const int AtOnce = 64;
    private HostReceiveEndpointHandle? _door;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _door = endpoints.ConnectDoor(BrokerNames.Door, AtOnce, endpoint => endpoint.Instance(consumer));
        return Task.CompletedTask;
    }

    // A command in hand that is not accepted by then comes again, and is recognised.
    public async Task StopAsync(CancellationToken cancellationToken) =>
        await EndpointStop.RunAsync(_door, static () => true, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
