namespace BusQStash.Api.Events;

/// <summary>A page of the logs; the last one has no cursor.</summary>
/// <param name="Events">The entries, as the SDKs read them.</param>
/// <param name="Logs">The same entries under their documented name, on the documented path.</param>
/// <param name="Cursor">The cursor of the next page.</param>
internal sealed record EventListResponse(IReadOnlyList<EventEntry> Events, IReadOnlyList<EventEntry>? Logs, string? Cursor);
