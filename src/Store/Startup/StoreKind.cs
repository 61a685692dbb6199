namespace BusQStash.Store.Startup;

/// <summary>The database engine of the ledger.</summary>
public enum StoreKind
{
    /// <summary>A PostgreSQL database shared by any number of processes.</summary>
    Postgres,

    /// <summary>An SQLite file used by this process alone.</summary>
    Sqlite,
}
