using BusQStash.Testing.Processes;

namespace BusQStash.Testing.Brokers;

/// <summary>Finds a way to run a private broker: Docker first, then RabbitMQ installed on this machine.</summary>
internal static class OwnedBrokers
{
    public static async Task<IOwnedBroker> StartAsync()
    {
        if (RabbitMqInstallation.Is4Wanted)
        {
            return await StartAsync(new LocalBroker(await RabbitMqInstallation.Unpack4Async()));
        }

        return await DockerSwitch.TryAsync(() => StartAsync(new ContainerBroker()))
            ?? (RabbitMqInstallation.FindLocal() is { } installation
                ? await StartAsync(new LocalBroker(installation))
                : throw new InvalidOperationException(
                    "The tests need a RabbitMQ and found none: start Docker, or install rabbitmq-server on this machine. "
                    + $"Tests that only use a broker also take {Broker.AddressVariable}=amqp://user:password@host:port/vhost."));
    }

    private static async Task<IOwnedBroker> StartAsync(IOwnedBroker broker)
    {
        try
        {
            await broker.StartAsync();
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }
}
