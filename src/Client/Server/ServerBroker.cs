namespace BusQStash.Client.Server;

/// <summary>The broker as seen by the process that answered.</summary>
/// <param name="Kind"><c>rabbitmq</c> or <c>inmemory</c>.</param>
/// <param name="State"><c>ready</c>, <c>blocked</c> or <c>unreachable</c>.</param>
/// <param name="Version">Its version, when it is RabbitMQ and was reached.</param>
/// <param name="PingMs">How long it took to confirm the last probe, in milliseconds.</param>
/// <param name="Waiting">Commands of unordered messages that wait for a worker.</param>
public sealed record ServerBroker(string Kind, string State, string? Version = null, double? PingMs = null, long? Waiting = null);
