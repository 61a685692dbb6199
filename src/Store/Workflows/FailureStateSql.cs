namespace BusQStash.Store.Workflows;

/// <summary>Numbers of <see cref="FailureState"/> for SQL statements; a test compares them with the enumeration.</summary>
internal static class FailureStateSql
{
    public const string InProgress = "0";
    public const string Canceled = "3";
}
