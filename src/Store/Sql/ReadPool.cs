namespace BusQStash.Store.Sql;

/// <summary>Connection pool for reads by users, separate from delivery (bulkhead): few connections, and statements with a time limit.</summary>
public static class ReadPool
{
    /// <summary>Key of the services that use this pool.</summary>
    public const string Key = "reads";

    /// <summary>Time limit of a statement.</summary>
    public static readonly TimeSpan StatementLimit = TimeSpan.FromSeconds(2);
}
