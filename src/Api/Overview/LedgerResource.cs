namespace BusQStash.Api.Overview;

/// <summary>The ledger.</summary>
/// <param name="Kind">postgres or sqlite.</param>
/// <param name="Version">The database's version.</param>
/// <param name="PingMs">Response time in milliseconds.</param>
/// <param name="Bytes">Its size in bytes; at most 15 s old.</param>
internal sealed record LedgerResource(string Kind, string Version, double PingMs, long Bytes);
