namespace BusQStash.Client.Http;

/// <summary>A page of a list as it travels.</summary>
internal sealed record ItemPage<T>(IReadOnlyList<T> Items, string? Cursor);
