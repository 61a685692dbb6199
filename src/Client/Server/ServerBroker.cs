namespace BusQStash.Client.Server;

/// <summary>The broker as seen by the process that answered.</summary>
/// <param name="Kind"><c>rabbitmq</c> or <c>inmemory</c>.</param>
/// <param name="State"><c>ready</c>, <c>blocked</c> or <c>unreachable</c>.</param>
public sealed record ServerBroker(string Kind, string State);
