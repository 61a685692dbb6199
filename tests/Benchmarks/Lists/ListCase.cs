namespace BusQStash.Benchmarks.Lists;

/// <summary>A list that is measured.</summary>
/// <param name="Name">What it is narrowed to.</param>
/// <param name="Entries">SQL of the entries it holds, newest first for logs, oldest first for dead letters: time and id.</param>
/// <param name="ReadAsync">Reads the page behind an entry, or the first; returns how many entries it has.</param>
/// <param name="EntriesPerRow">How many entries of the list one row of <paramref name="Entries"/> stands for.</param>
internal sealed record ListCase(string Name, string Entries, Func<(long Time, string Id)?, Task<int>> ReadAsync, double EntriesPerRow = 1);
