namespace BusQStash.Api.Overview;

/// <summary>The processes, the broker and the ledger.</summary>
internal sealed record WorkersResource(IReadOnlyList<ProcessResource> Items, BrokerResource Broker, LedgerResource Ledger);
