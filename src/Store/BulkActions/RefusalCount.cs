namespace BusQStash.Store.BulkActions;

/// <summary>Number of refusals of a bulk action with the same reason.</summary>
/// <param name="Count">Number of refusals.</param>
/// <param name="Sample">Id of one of the entries.</param>
public sealed record RefusalCount(long Count, string Sample);
