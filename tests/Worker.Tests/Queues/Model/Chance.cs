namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>All that a history leaves to chance, from its seed (SplitMix64): the same on every machine, so that a history can be lived through again.</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    public int Below(int limit)
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)limit);
    }

    public bool OneIn(int count) => Below(count) == 0;

    /// <summary>Whole milliseconds, this many at most.</summary>
    public TimeSpan Milliseconds(int most) => TimeSpan.FromMilliseconds(Below(most + 1));
}
