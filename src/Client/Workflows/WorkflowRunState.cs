namespace BusQStash.Client.Workflows;

/// <summary>Where a run is in its life.</summary>
public enum WorkflowRunState
{
    /// <summary>Something this client does not know: the server is newer.</summary>
    Unknown,

    /// <summary>Alive.</summary>
    Started,

    /// <summary>Its function returned.</summary>
    Success,

    /// <summary>It failed for good, and is a dead letter.</summary>
    Failed,

    /// <summary>Somebody canceled it.</summary>
    Canceled,
}
