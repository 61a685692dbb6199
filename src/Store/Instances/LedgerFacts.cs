namespace BusQStash.Store.Instances;

/// <summary>Facts about the ledger for the dashboard.</summary>
/// <param name="Version">The database's version.</param>
/// <param name="PingMs">Response time in milliseconds.</param>
public sealed record LedgerFacts(string Version, double PingMs);
