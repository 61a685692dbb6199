namespace BusQStash.Client.Workflows;

/// <summary>The state of a run.</summary>
public enum WorkflowRunState
{
    /// <summary>A value this client does not know; the server is newer.</summary>
    Unknown,

    /// <summary>Active.</summary>
    Started,

    /// <summary>Its function returned.</summary>
    Success,

    /// <summary>It failed for good and is a dead letter.</summary>
    Failed,

    /// <summary>Canceled by a caller.</summary>
    Canceled,
}
