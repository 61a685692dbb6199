namespace BusQStash.Api.Queues;

/// <summary>A page of queues; the last one has no cursor.</summary>
internal sealed record QueueRowList(IReadOnlyList<QueueRow> Items, string? Cursor);
