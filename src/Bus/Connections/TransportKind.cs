namespace BusQStash.Bus.Connections;

/// <summary>The transport of the commands.</summary>
public enum TransportKind
{
    /// <summary>MassTransit's in-memory transport: one process, nothing to install.</summary>
    InMemory,

    /// <summary>RabbitMQ 3.10 or later.</summary>
    RabbitMq,
}
