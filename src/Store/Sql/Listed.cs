namespace BusQStash.Store.Sql;

/// <summary>An entry of a list that was found and not read yet: whoever reads a list chooses how much of it is in memory at once.</summary>
/// <param name="Key">What it is read by.</param>
/// <param name="Bytes">How much reading it takes, about: bodies, headers, answers.</param>
public readonly record struct Listed<TKey>(TKey Key, long Bytes);
