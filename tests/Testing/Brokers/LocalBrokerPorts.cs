using BusQStash.Testing.Processes;

namespace BusQStash.Testing.Brokers;

/// <summary>The ports of one private node.</summary>
internal sealed record LocalBrokerPorts(int Amqp, int Distribution, int Epmd, int Management)
{
    public static LocalBrokerPorts Take() =>
        FreePorts.Take(4) is [var amqp, var distribution, var epmd, var management]
            ? new LocalBrokerPorts(amqp, distribution, epmd, management)
            : throw new InvalidOperationException("Four ports were asked for.");
}
