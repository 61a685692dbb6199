namespace BusQStash.Store.Stats;

/// <summary>What is measured now and then. The numbers are places in stored cells: they never change.</summary>
public enum StatGauge
{
    /// <summary>Unfinished messages of a queue.</summary>
    Lag = 0,

    /// <summary>How old the oldest of them was.</summary>
    OldestMs = 1,

    /// <summary>All unfinished messages.</summary>
    Unfinished = 2,

    /// <summary>All dead letters.</summary>
    DeadLetters = 3,
}
