namespace BusQStash.Store.Engines.Postgres;

/// <summary>The database's clock, which decides about leases and heartbeats, because the processes' own clocks differ.</summary>
internal static class DatabaseClock
{
    /// <summary>Current unix milliseconds; not the start of the transaction, which may have waited for locks.</summary>
    public const string Now = "(extract(epoch from clock_timestamp()) * 1000)::bigint";
}
