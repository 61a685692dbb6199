namespace BusQStash.Client.Server;

/// <summary>The ledger.</summary>
/// <param name="Kind"><c>postgres</c> or <c>sqlite</c>.</param>
/// <param name="Version">The database's version.</param>
/// <param name="PingMs">How long it took to answer, in milliseconds.</param>
/// <param name="Bytes">How large it is.</param>
public sealed record ServerLedger(string Kind, string Version, double PingMs, long Bytes);
