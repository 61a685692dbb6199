namespace BusQStash.Store.Sql;

/// <summary>An entry of a list that was found but not yet read: the caller decides how many entries are in memory at once.</summary>
/// <param name="Key">The key to read the entry by.</param>
/// <param name="Bytes">Approximate size of the entry: bodies, headers, responses.</param>
public readonly record struct Listed<TKey>(TKey Key, long Bytes);
