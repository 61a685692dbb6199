namespace BusQStash.Store.Workflows;

/// <summary>How the failure callback of a run is doing. The numbers are stored.</summary>
public enum FailureState
{
    /// <summary>On its way.</summary>
    InProgress = 0,

    /// <summary>The failure function ran.</summary>
    Succeeded = 1,

    /// <summary>Its deliveries failed for good.</summary>
    Failed = 2,

    /// <summary>Somebody canceled it.</summary>
    Canceled = 3,

    /// <summary>The endpoint has no failure function.</summary>
    None = 4,
}
