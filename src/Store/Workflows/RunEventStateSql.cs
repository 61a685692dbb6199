namespace BusQStash.Store.Workflows;

/// <summary>Numbers of <see cref="RunEventState"/> for SQL statements; a test compares them with the enumeration.</summary>
internal static class RunEventStateSql
{
    public const string StepSucceeded = "10";
    public const string StepInProgress = "11";
    public const string WaiterAdded = "12";
    public const string Invoked = "13";
}
