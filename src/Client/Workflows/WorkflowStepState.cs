namespace BusQStash.Client.Workflows;

/// <summary>How a step of a run is doing.</summary>
public enum WorkflowStepState
{
    /// <summary>Something this client does not know: the server is newer.</summary>
    Unknown,

    /// <summary>It has its result.</summary>
    Success,

    /// <summary>An attempt failed, and another follows.</summary>
    Retry,

    /// <summary>It failed for good.</summary>
    Failed,

    /// <summary>It is on its way, sleeps or waits.</summary>
    Progress,

    /// <summary>It was canceled with its run.</summary>
    Canceled,
}
