namespace BusQStash.Client.Server;

/// <summary>A number of entries.</summary>
/// <param name="Count">The number, up to the counting limit.</param>
/// <param name="Capped">Whether more entries exist.</param>
public sealed record EntryCount(int Count, bool Capped);
