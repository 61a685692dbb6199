namespace BusQStash.Client.BulkActions;

/// <summary>Why a bulk action left entries unchanged.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Count">How many entries.</param>
/// <param name="Sample">One of the dead letters.</param>
public sealed record BulkRefusal(string Reason, long Count, string Sample);
