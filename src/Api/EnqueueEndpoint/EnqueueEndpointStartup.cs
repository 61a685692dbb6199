using BusQStash.Bus.Naming;
using BusQStash.Bus.Receiving;
using MassTransit;

namespace BusQStash.Api.EnqueueEndpoint;

/// <summary>Connects the receive endpoint on which other services enqueue over the bus.</summary>
internal sealed class EnqueueEndpointStartup(ReceiveEndpoints endpoints, EnqueueMessageConsumer consumer) : IHostedService
{
    // Concurrent commands share a commit, so a higher concurrency needs fewer commits.
    private const int AtOnce = 64;
    private HostReceiveEndpointHandle? _endpoint;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _endpoint = endpoints.ConnectEnqueue(BrokerNames.Enqueue, AtOnce, endpoint => endpoint.Instance(consumer));
        return Task.CompletedTask;
    }

    // A command not accepted by then is redelivered; its derived message ids make it a duplicate.
    public async Task StopAsync(CancellationToken cancellationToken) =>
        await EndpointStop.RunAsync(_endpoint, static () => true, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
