namespace BusQStash.Client.Workflows;

/// <summary>How the steps of a group belong together.</summary>
public enum WorkflowStepGroupType
{
    /// <summary>Something this client does not know: the server is newer.</summary>
    Unknown,

    /// <summary>One step by itself.</summary>
    Sequential,

    /// <summary>Steps that run side by side.</summary>
    Parallel,

    /// <summary>What runs, or fails, next.</summary>
    Next,
}
