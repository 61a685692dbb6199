namespace BusQStash.Client.Events;

/// <summary>The wire format of a page of the logs.</summary>
internal sealed record LogPage(IReadOnlyList<LogEntry> Events, string? Cursor);
