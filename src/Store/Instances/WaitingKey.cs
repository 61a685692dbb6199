namespace BusQStash.Store.Instances;

/// <summary>A flow-control key in whose line somebody waits.</summary>
/// <param name="Key">The key.</param>
/// <param name="Count">How many wait, as far as they were counted.</param>
/// <param name="OldestAt">Since when the first of them could be attempted, unix milliseconds.</param>
/// <param name="Paused">The key is paused.</param>
public sealed record WaitingKey(string Key, int Count, long OldestAt, bool Paused);
