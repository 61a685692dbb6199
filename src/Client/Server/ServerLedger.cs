namespace BusQStash.Client.Server;

/// <summary>The ledger.</summary>
/// <param name="Kind"><c>postgres</c> or <c>sqlite</c>.</param>
/// <param name="Version">The database's version.</param>
/// <param name="PingMs">The database's response time, in milliseconds.</param>
/// <param name="Bytes">The size of the database.</param>
public sealed record ServerLedger(string Kind, string Version, double PingMs, long Bytes);
