using BusQStash.Bus.Serialization;
using MassTransit;
using MassTransit.RabbitMqTransport;
using MassTransit.RabbitMqTransport.Configuration;

namespace BusQStash.Bus.Connections;

/// <summary>Connects short-lived receive endpoints to a bus on RabbitMQ without leaking memory when they stop.</summary>
/// <remarks>
/// A MassTransit bus keeps the configuration of every endpoint ever connected to it, and its consume pipe keeps every pipe created under it. For
/// lanes, which come and go, this would leak tens of kilobytes each. These endpoints therefore get a configuration without a parent that is
/// registered nowhere. They use the connection, channels and topology of the bus.
/// </remarks>
internal sealed class TransientRabbitMqEndpoints(IRabbitMqBusConfiguration bus) : RabbitMqHost(bus.HostConfiguration, bus.HostConfiguration.Topology)
{
    public override HostReceiveEndpointHandle ConnectReceiveEndpoint(string queueName, Action<IReceiveEndpointConfigurator>? configureEndpoint = null)
    {
        LogContext.SetCurrentIfNull(((MassTransit.Configuration.IHostConfiguration)bus.HostConfiguration).LogContext);
        var configuration = new RabbitMqEndpointConfiguration(new RabbitMqTopologyConfiguration(bus.Topology));
        var settings = new RabbitMqReceiveSettings(
            configuration, queueName, bus.Topology.Consume.ExchangeTypeSelector.DefaultExchangeType, durable: true, autoDelete: false);
        var endpoint = new RabbitMqReceiveEndpointConfiguration(bus.HostConfiguration, settings, configuration);
        endpoint.AddDeserializer(FrameSerializer.Instance);
        configureEndpoint?.Invoke(endpoint);
        endpoint.Validate().ThrowIfContainsFailure($"The receive endpoint {queueName} is configured wrongly:");
        endpoint.Build(this);
        return ReceiveEndpoints.Start(queueName);
    }

    /// <summary>Names of the connected endpoints that are not consuming.</summary>
    public IReadOnlyCollection<string> ListUnready() =>
        [.. ReceiveEndpoints.CheckEndpointHealth().Where(health => health.Status != BusHealthStatus.Healthy).Select(health => health.InputAddress.Segments[^1])];

    // The bus owns the connection and closes it.
    protected override IAgent[] GetAgentHandles() => [];
}
