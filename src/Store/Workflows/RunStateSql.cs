namespace BusQStash.Store.Workflows;

/// <summary>The numbers of <see cref="RunState"/> as statements need them; a test holds them to the enumeration.</summary>
internal static class RunStateSql
{
    public const string Alive = "0";
    public const string Succeeded = "1";
}
