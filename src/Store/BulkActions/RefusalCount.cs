namespace BusQStash.Store.BulkActions;

/// <summary>How often a bulk action was refused for a reason.</summary>
/// <param name="Count">How often.</param>
/// <param name="Sample">One of the entries.</param>
public sealed record RefusalCount(long Count, string Sample);
