namespace BusQStash.Crash.Faults;

/// <summary>The faults of a run.</summary>
internal enum FaultChoice
{
    All,

    /// <summary>Only orderly restarts of processes: no attempt may be made twice.</summary>
    Restarts,

    /// <summary>Only repeated outages of the database for all processes: no unordered attempt may be made twice.</summary>
    Outages,

    None,
}
