using BusQStash.Testing.Processes;

namespace BusQStash.Testing.Brokers;

/// <summary>The ports of one private node.</summary>
internal sealed record LocalBrokerPorts(int Amqp, int Distribution, int Management)
{
    public static LocalBrokerPorts Take() =>
        FreePorts.Take(3) is [var amqp, var distribution, var management]
            ? new LocalBrokerPorts(amqp, distribution, management)
            : throw new InvalidOperationException("Three ports were asked for.");
}
