namespace BusQStash.Store.Events;

/// <summary>Numbers of <see cref="EventState"/> for SQL statements; a test compares them with the enumeration.</summary>
internal static class EventStateSql
{
    public const string Created = "0";
    public const string Error = "2";
}
