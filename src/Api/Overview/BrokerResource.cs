namespace BusQStash.Api.Overview;

/// <summary>The broker as this process sees it.</summary>
/// <param name="Kind">rabbitmq or inmemory.</param>
/// <param name="State">ready, blocked or unreachable.</param>
internal sealed record BrokerResource(string Kind, string State);
