using BusQStash.Store.Events;

namespace BusQStash.Store.Messages;

/// <summary>An entry of a message's history without the answer. Times are unix milliseconds.</summary>
/// <param name="Time">When it happened.</param>
/// <param name="State">What happened.</param>
/// <param name="Error">Why an attempt failed, in words.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="NextAt">When the next attempt is due.</param>
public sealed record HistoryEntry(long Time, EventState State, string? Error, int? Status, long? NextAt);
