namespace BusQStash.Store.Stats;

/// <summary>The gauges. The numbers are positions in stored cells: they never change.</summary>
public enum StatGauge
{
    /// <summary>Unfinished messages of a queue.</summary>
    Lag = 0,

    /// <summary>Age of the oldest of them, in milliseconds.</summary>
    OldestMs = 1,

    /// <summary>All unfinished messages.</summary>
    Unfinished = 2,

    /// <summary>All dead letters.</summary>
    DeadLetters = 3,
}
