namespace BusQStash.Crash.Faults;

/// <summary>Which faults a run has.</summary>
internal enum FaultChoice
{
    All,

    /// <summary>Processes are stopped properly and started again, nothing else: no attempt may be made twice.</summary>
    Restarts,

    /// <summary>Nobody reaches the database for a while, again and again, and nothing else: no unordered attempt may be made twice.</summary>
    Outages,

    None,
}
