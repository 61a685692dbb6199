namespace BusQStash.Client.Events;

/// <summary>A page of the logs as it travels.</summary>
internal sealed record LogPage(IReadOnlyList<LogEntry> Events, string? Cursor);
