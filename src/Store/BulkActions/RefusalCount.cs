namespace BusQStash.Store.BulkActions;

/// <summary>Number of refusals of a bulk action with the same reason.</summary>
/// <param name="Count">How often.</param>
/// <param name="Sample">One of the entries.</param>
public sealed record RefusalCount(long Count, string Sample);
