using BusQStash.Bus.Serialization;
using MassTransit;
using MassTransit.RabbitMqTransport;
using MassTransit.RabbitMqTransport.Configuration;

namespace BusQStash.Bus.Connections;

/// <summary>Connects receive endpoints that come and go to a bus on RabbitMQ, and keeps nothing of those that went.</summary>
/// <remarks>
/// A bus remembers the configuration of every endpoint ever connected to it, and its own consume pipe remembers every pipe made under it; with
/// lanes coming and going all day that is a leak of tens of kilobytes each. So the endpoints here have a configuration that has no parent and is
/// entered nowhere. The connection, its channels and its topology are those of the bus.
/// </remarks>
internal sealed class PassingRabbitMqEndpoints(IRabbitMqBusConfiguration bus) : RabbitMqHost(bus.HostConfiguration, bus.HostConfiguration.Topology)
{
    public override HostReceiveEndpointHandle ConnectReceiveEndpoint(string queueName, Action<IReceiveEndpointConfigurator>? configureEndpoint = null)
    {
        LogContext.SetCurrentIfNull(((MassTransit.Configuration.IHostConfiguration)bus.HostConfiguration).LogContext);
        var rootless = new RabbitMqEndpointConfiguration(new RabbitMqTopologyConfiguration(bus.Topology));
        var settings = new RabbitMqReceiveSettings(
            rootless, queueName, bus.Topology.Consume.ExchangeTypeSelector.DefaultExchangeType, durable: true, autoDelete: false);
        var endpoint = new RabbitMqReceiveEndpointConfiguration(bus.HostConfiguration, settings, rootless);
        endpoint.AddDeserializer(FrameSerializer.Instance);
        configureEndpoint?.Invoke(endpoint);
        endpoint.Validate().ThrowIfContainsFailure($"The receive endpoint {queueName} is configured wrongly:");
        endpoint.Build(this);
        return ReceiveEndpoints.Start(queueName);
    }

    /// <summary>Names of the endpoints that are to consume and do not.</summary>
    public IReadOnlyCollection<string> ListUnready() =>
        [.. ReceiveEndpoints.CheckEndpointHealth().Where(health => health.Status != BusHealthStatus.Healthy).Select(health => health.InputAddress.Segments[^1])];

    // The connection belongs to the bus, which ends it.
    protected override IAgent[] GetAgentHandles() => [];
}
