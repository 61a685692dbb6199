namespace BusQStash.Client;

/// <summary>A page of a list.</summary>
/// <param name="Items">The entries.</param>
/// <param name="Cursor">Fetches the next page; <see langword="null"/> at the end.</param>
/// <typeparam name="T">The type of the entries.</typeparam>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Cursor);
