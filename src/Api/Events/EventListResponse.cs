namespace BusQStash.Api.Events;

/// <summary>A page of the logs; the last one has no cursor.</summary>
/// <param name="Events">The entries, as the SDKs read them.</param>
/// <param name="Logs">The same, as the documentation names them, on the path it names.</param>
/// <param name="Cursor">Asks for the next page.</param>
internal sealed record EventListResponse(IReadOnlyList<EventEntry> Events, IReadOnlyList<EventEntry>? Logs, string? Cursor);
