using BusQStash.Bus.Serialization;
using MassTransit;
using MassTransit.InMemoryTransport;
using MassTransit.InMemoryTransport.Configuration;

namespace BusQStash.Bus.Connections;

/// <summary>
/// The in-memory counterpart of <see cref="TransientRabbitMqEndpoints" />. The queue itself stays, as it would in a broker.
/// </summary>
internal sealed class TransientInMemoryEndpoints(IInMemoryBusConfiguration bus) : InMemoryHost(bus.HostConfiguration, bus.HostConfiguration.Topology)
{
    public override HostReceiveEndpointHandle ConnectReceiveEndpoint(string queueName, Action<IReceiveEndpointConfigurator>? configureEndpoint = null)
    {
        LogContext.SetCurrentIfNull(bus.HostConfiguration.LogContext);
        var configuration = new TransientEndpointConfiguration(new InMemoryTopologyConfiguration(((IInMemoryEndpointConfiguration)bus).Topology));
        var endpoint = new InMemoryReceiveEndpointConfiguration(bus.HostConfiguration, queueName, configuration);
        endpoint.AddDeserializer(FrameSerializer.Instance);
        configureEndpoint?.Invoke(endpoint);
        endpoint.Validate().ThrowIfContainsFailure($"The receive endpoint {queueName} is configured wrongly:");
        endpoint.Build(this);
        return ReceiveEndpoints.Start(queueName);
    }

    // The queues belong to the bus, which ends them.
    protected override IAgent[] GetAgentHandles() => [];

    private sealed class TransientEndpointConfiguration(IInMemoryTopologyConfiguration topology) : InMemoryEndpointConfiguration(topology);
}
