namespace BusQStash.Api.Overview;

/// <summary>The ledger.</summary>
/// <param name="Kind">postgres or sqlite.</param>
/// <param name="Version">The database's version.</param>
/// <param name="PingMs">How long it took to answer.</param>
/// <param name="Bytes">How large it is.</param>
internal sealed record LedgerResource(string Kind, string Version, double PingMs, long Bytes);
