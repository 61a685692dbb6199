namespace BusQStash.Store.Workflows;

/// <summary>The numbers of <see cref="RunEventState"/> as statements need them; a test holds them to the enumeration.</summary>
internal static class RunEventStateSql
{
    public const string StepSucceeded = "10";
    public const string StepInProgress = "11";
    public const string WaiterAdded = "12";
    public const string Invoked = "13";
}
