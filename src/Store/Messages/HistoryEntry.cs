using BusQStash.Store.Events;

namespace BusQStash.Store.Messages;

/// <summary>An entry of a message's history without the response. Times are unix milliseconds.</summary>
/// <param name="Time">Time of the entry.</param>
/// <param name="State">The kind of entry.</param>
/// <param name="Error">Error text of a failed attempt.</param>
/// <param name="Status">HTTP status of the response.</param>
/// <param name="NextAt">Due time of the next attempt.</param>
public sealed record HistoryEntry(long Time, EventState State, string? Error, int? Status, long? NextAt);
