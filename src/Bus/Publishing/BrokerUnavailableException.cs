using BusQStash.Bus.Connections;

namespace BusQStash.Bus.Publishing;

/// <summary>The broker is known to take no commands, so nothing was sent.</summary>
public sealed class BrokerUnavailableException(BrokerState state)
    : Exception($"The broker takes no commands: {state}.");
