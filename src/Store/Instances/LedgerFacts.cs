namespace BusQStash.Store.Instances;

/// <summary>The ledger as people look at it.</summary>
/// <param name="Version">The database's version.</param>
/// <param name="PingMs">How long it took to answer.</param>
/// <param name="Bytes">How large it is.</param>
public sealed record LedgerFacts(string Version, double PingMs, long Bytes);
