namespace BusQStash.Store.Events;

/// <summary>The numbers of <see cref="EventState"/> as statements need them; a test holds them to the enumeration.</summary>
internal static class EventStateSql
{
    public const string Created = "0";
    public const string Error = "2";
}
