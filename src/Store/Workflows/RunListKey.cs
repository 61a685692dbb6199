namespace BusQStash.Store.Workflows;

/// <summary>Which list is read.</summary>
/// <param name="RunKey">The run's.</param>
/// <param name="Position">How far; below zero only how the run is.</param>
internal readonly record struct RunListKey(long RunKey, int Position);
