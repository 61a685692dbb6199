namespace BusQStash.Api.Overview;

/// <summary>The broker as this process sees it.</summary>
/// <param name="Kind">rabbitmq or inmemory.</param>
/// <param name="State">ready, blocked or unreachable.</param>
internal sealed record BrokerResource(string Kind, string State)
{
    /// <summary>Its version, when it is RabbitMQ and was reached.</summary>
    public string? Version { get; init; }

    /// <summary>How long it took to confirm the last probe in milliseconds; left out while it confirms none.</summary>
    public double? PingMs { get; init; }

    /// <summary>Commands of unordered messages that wait for a worker; at most 15 s old.</summary>
    public long? Waiting { get; init; }
}
