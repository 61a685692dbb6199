namespace BusQStash.Client.Server;

/// <summary>The processes of the server, its broker and its ledger.</summary>
/// <param name="Items">The processes.</param>
/// <param name="Broker">The broker.</param>
/// <param name="Ledger">The ledger.</param>
public sealed record ServerProcesses(IReadOnlyList<ServerProcess> Items, ServerBroker Broker, ServerLedger Ledger);
