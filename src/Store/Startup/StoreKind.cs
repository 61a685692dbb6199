namespace BusQStash.Store.Startup;

/// <summary>Where the ledger lives.</summary>
public enum StoreKind
{
    /// <summary>A PostgreSQL database that any number of processes share.</summary>
    Postgres,

    /// <summary>An SQLite file of this process alone.</summary>
    Sqlite,
}
