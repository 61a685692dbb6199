namespace BusQStash.Client.Workflows;

/// <summary>The state of a step.</summary>
public enum WorkflowStepState
{
    /// <summary>A value this client does not know; the server is newer.</summary>
    Unknown,

    /// <summary>Finished with a result.</summary>
    Success,

    /// <summary>An attempt failed, and another follows.</summary>
    Retry,

    /// <summary>It failed for good.</summary>
    Failed,

    /// <summary>In progress, sleeping or waiting.</summary>
    Progress,

    /// <summary>It was canceled with its run.</summary>
    Canceled,
}
