using BusQStash.Store.Events;

namespace BusQStash.Store.Messages;

/// <summary>An entry of a message's history without the response. Times are unix milliseconds.</summary>
/// <param name="Time">When it happened.</param>
/// <param name="State">The kind of entry.</param>
/// <param name="Error">Error text of a failed attempt.</param>
/// <param name="Status">HTTP status of the response.</param>
/// <param name="NextAt">When the next attempt is due.</param>
public sealed record HistoryEntry(long Time, EventState State, string? Error, int? Status, long? NextAt);
