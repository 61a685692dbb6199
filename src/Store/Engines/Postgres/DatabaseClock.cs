namespace BusQStash.Store.Engines.Postgres;

/// <summary>The database's clock, by which leases and heartbeats are told: processes' own clocks differ.</summary>
internal static class DatabaseClock
{
    /// <summary>Unix milliseconds now; not the start of the transaction, which may have waited for locks.</summary>
    public const string Now = "(extract(epoch from clock_timestamp()) * 1000)::bigint";
}
