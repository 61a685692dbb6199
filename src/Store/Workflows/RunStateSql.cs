namespace BusQStash.Store.Workflows;

/// <summary>Numbers of <see cref="RunState"/> for SQL statements; a test compares them with the enumeration.</summary>
internal static class RunStateSql
{
    public const string Alive = "0";
    public const string Succeeded = "1";
}
