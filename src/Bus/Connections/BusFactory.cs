using BusQStash.Bus.Serialization;
using MassTransit;
using MassTransit.InMemoryTransport.Configuration;
using MassTransit.RabbitMqTransport.Configuration;
using MassTransit.Transports;

namespace BusQStash.Bus.Connections;

/// <summary>Makes a bus together with what connects endpoints to it that come and go: both need the configuration the bus is made from.</summary>
internal static class BusFactory
{
    public static (IBusControl Bus, BaseHost Passing) Create(BrokerOptions options, string connectionName, TimeProvider time) =>
        options.Address is { } address
            ? CreateRabbitMq(address, new LoginFirst(new ConnectionSetup(options), options, time), connectionName)
            : CreateInMemory();

    private static (IBusControl Bus, BaseHost Passing) CreateInMemory()
    {
        var configuration = new InMemoryBusConfiguration(new InMemoryTopologyConfiguration(InMemoryBus.CreateMessageTopology()), null);
        var bus = new InMemoryBusFactoryConfigurator(configuration);
        bus.AddDeserializer(FrameSerializer.Instance);
        bus.ConcurrentMessageLimit = null;
        return (bus.Build(configuration), new TransientInMemoryEndpoints(configuration));
    }

    private static (IBusControl Bus, BaseHost Passing) CreateRabbitMq(BrokerAddress address, LoginFirst login, string connectionName)
    {
        var configuration = new RabbitMqBusConfiguration(new RabbitMqTopologyConfiguration(RabbitMqBusFactory.CreateMessageTopology()));
        var bus = new RabbitMqBusFactoryConfigurator(configuration);

        // The first node is only a name here, which MassTransit's addresses bear; where a connection goes, and how, is the setup's.
        var named = address.Nodes[0];
        bus.Host(named.Host, named.Port, address.VirtualHost, connectionName, host => host.OnRefreshConnectionFactory = login.PrepareAsync);
        bus.AddDeserializer(FrameSerializer.Instance);
        return (bus.Build(configuration), new TransientRabbitMqEndpoints(configuration));
    }
}
