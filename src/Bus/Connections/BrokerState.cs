namespace BusQStash.Bus.Connections;

/// <summary>Whether the broker accepts commands.</summary>
public enum BrokerState
{
    /// <summary>No connection.</summary>
    Unreachable,

    /// <summary>Connected, but an alarm blocks publishing.</summary>
    Blocked,

    /// <summary>Takes commands.</summary>
    Ready,
}
