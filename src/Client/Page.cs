namespace BusQStash.Client;

/// <summary>A part of a list.</summary>
/// <param name="Items">The entries.</param>
/// <param name="Cursor">Asks for the next part; <see langword="null"/> at the end.</param>
/// <typeparam name="T">What is listed.</typeparam>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Cursor);
