namespace BusQStash.Api.Events;

/// <summary>Reports entries that were not shown.</summary>
/// <param name="Count">How many were left out, up to the count limit.</param>
internal sealed record LiveSkipped(int Count);
