namespace BusQStash.Crash.Traffic;

/// <summary>How API calls change a queue while its messages flow.</summary>
internal enum LaneRole
{
    /// <summary>Not at all.</summary>
    Plain,

    /// <summary>Its parallelism changes.</summary>
    Parallel,

    /// <summary>It is paused and resumed.</summary>
    Paused,

    /// <summary>Some of its messages are canceled.</summary>
    Canceled,

    /// <summary>It is deleted, and recreated by the next message.</summary>
    Deleted,
}
