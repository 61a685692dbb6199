namespace BusQStash.Crash.Traffic;

/// <summary>What is done to a queue by API while its messages flow.</summary>
internal enum LaneRole
{
    /// <summary>Nothing.</summary>
    Plain,

    /// <summary>Its parallelism changes.</summary>
    Parallel,

    /// <summary>It is paused and resumed.</summary>
    Paused,

    /// <summary>Messages of it are canceled.</summary>
    Canceled,

    /// <summary>It is deleted, and made again by the next message.</summary>
    Deleted,
}
