using BusQStash.Bus.Connections;
using BusQStash.Bus.Naming;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace BusQStash.Bus.Receiving;

/// <summary>Connects receive endpoints to the consuming bus, each with the fixed arguments of its broker queue.</summary>
public sealed class ReceiveEndpoints(BusConnections buses, BusMetrics metrics, ILoggerFactory loggers)
{
    /// <summary>The broker queue of a lane or shard: quorum, single active consumer. Lanes come and go; nothing is kept of one that was stopped.</summary>
    /// <param name="name">Name of the broker queue.</param>
    /// <param name="prefetch">Commands handed over and not yet acknowledged at most.</param>
    /// <param name="configure">Adds the consumers.</param>
    public HostReceiveEndpointHandle ConnectLane(string name, int prefetch, Action<IReceiveEndpointConfigurator> configure) =>
        Connect(buses.Passing, name, prefetch, singleActiveConsumer: true, configure);

    /// <summary>A broker queue that many consumers share: quorum.</summary>
    /// <param name="name">Name of the broker queue.</param>
    /// <param name="prefetch">Commands handed over and not yet acknowledged at most.</param>
    /// <param name="configure">Adds the consumers.</param>
    public HostReceiveEndpointHandle ConnectShared(string name, int prefetch, Action<IReceiveEndpointConfigurator> configure) =>
        Connect(buses.Consuming, name, prefetch, singleActiveConsumer: false, configure);

    /// <summary>
    /// The broker queue services send to: quorum, shared, and bound by message type, so that publishing a command reaches it as sending does.
    /// </summary>
    /// <param name="name">Name of the broker queue.</param>
    /// <param name="prefetch">Commands handed over and not yet acknowledged at most.</param>
    /// <param name="configure">Adds the consumers.</param>
    public HostReceiveEndpointHandle ConnectEnqueue(string name, int prefetch, Action<IReceiveEndpointConfigurator> configure) =>
        Connect(buses.Consuming, name, prefetch, singleActiveConsumer: false, endpoint =>
        {
            endpoint.ConfigureConsumeTopology = true;
            configure(endpoint);
        });

    /// <summary>Connects a broker queue exclusive to this process, which is deleted with it.</summary>
    /// <param name="prefix">The prefix of its name.</param>
    /// <param name="configure">Adds the consumers; their message types are bound.</param>
    public HostReceiveEndpointHandle ConnectOwn(string prefix, Action<IReceiveEndpointConfigurator> configure) =>
        buses.Consuming.ConnectReceiveEndpoint($"{prefix}-{NewId.NextGuid():n}", endpoint =>
        {
            if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
            {
                rabbit.Durable = false;
                rabbit.AutoDelete = true;
                rabbit.Exclusive = true;
            }

            endpoint.DiscardFaultedMessages();
            endpoint.DiscardSkippedMessages();
            configure(endpoint);
        });

    private HostReceiveEndpointHandle Connect(
        IReceiveConnector to, string name, int prefetch, bool singleActiveConsumer, Action<IReceiveEndpointConfigurator> configure) =>
        to.ConnectReceiveEndpoint(name, endpoint =>
        {
            // Commands are sent to the exchange of this name; nothing is bound by message type.
            endpoint.ConfigureConsumeTopology = false;
            endpoint.PrefetchCount = prefetch;
            endpoint.ConcurrentMessageLimit = prefetch;
            if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
            {
                rabbit.SetQuorumQueue();
                rabbit.SetQueueArgument("x-delivery-limit", BrokerNames.DeliveryLimit);
                rabbit.SingleActiveConsumer = singleActiveConsumer;
            }

            var logger = loggers.CreateLogger<ReceiveEndpoints>();
            endpoint.ConfigureError(pipe => pipe.UseFilter(new FaultFilter(name, metrics, logger)));
            endpoint.ConfigureDeadLetter(pipe => pipe.UseFilter(new PoisonFilter(name, metrics, logger)));
            configure(endpoint);
        });
}
