namespace BusQStash.Store.Workflows;

/// <summary>State of a run's failure callback. The numbers are stored.</summary>
public enum FailureState
{
    /// <summary>The callback is being delivered.</summary>
    InProgress = 0,

    /// <summary>The failure function ran.</summary>
    Succeeded = 1,

    /// <summary>All delivery attempts failed.</summary>
    Failed = 2,

    /// <summary>A user canceled it.</summary>
    Canceled = 3,

    /// <summary>The endpoint has no failure function.</summary>
    None = 4,
}
