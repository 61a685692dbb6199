namespace BusQStash.Store.Sql;

/// <summary>Reading for people, apart from delivering: connections of its own, few of them, and statements that are cut off.</summary>
public static class ReadPool
{
    /// <summary>Key of the services that read through it.</summary>
    public const string Key = "reads";

    /// <summary>How long a statement may take.</summary>
    public static readonly TimeSpan StatementLimit = TimeSpan.FromSeconds(2);
}
