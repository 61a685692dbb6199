namespace BusQStash.Client.Http;

/// <summary>The wire format of a page of a list.</summary>
internal sealed record ItemPage<T>(IReadOnlyList<T> Items, string? Cursor);
