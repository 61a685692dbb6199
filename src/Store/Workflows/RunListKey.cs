namespace BusQStash.Store.Workflows;

/// <summary>Key of a list to read.</summary>
/// <param name="RunKey">Key of the run.</param>
/// <param name="Position">Last position to read; below zero reads only the run's state.</param>
internal readonly record struct RunListKey(long RunKey, int Position);
