namespace BusQStash.Api.Messages;

/// <summary>A page of messages; the last one has no cursor.</summary>
internal sealed record MessageRowList(IReadOnlyList<MessageRow> Items, string? Cursor);
