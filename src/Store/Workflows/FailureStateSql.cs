namespace BusQStash.Store.Workflows;

/// <summary>The numbers of <see cref="FailureState"/> as statements need them; a test holds them to the enumeration.</summary>
internal static class FailureStateSql
{
    public const string InProgress = "0";
    public const string Canceled = "3";
}
