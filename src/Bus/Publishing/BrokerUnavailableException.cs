using BusQStash.Bus.Connections;

namespace BusQStash.Bus.Publishing;

/// <summary>The broker is known to take no commands, so nothing was sent.</summary>
public sealed class BrokerUnavailableException : Exception
{
    /// <summary>None at all.</summary>
    public BrokerUnavailableException(BrokerState state)
        : base($"The broker takes no commands: {state}.")
    {
    }

    /// <summary>None for this broker queue.</summary>
    public BrokerUnavailableException(string brokerQueue)
        : base($"The broker takes no commands for {brokerQueue}.")
    {
    }
}
