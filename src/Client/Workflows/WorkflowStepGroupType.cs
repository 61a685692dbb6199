namespace BusQStash.Client.Workflows;

/// <summary>How the steps of a group relate.</summary>
public enum WorkflowStepGroupType
{
    /// <summary>A value this client does not know; the server is newer.</summary>
    Unknown,

    /// <summary>One step.</summary>
    Sequential,

    /// <summary>Steps that run in parallel.</summary>
    Parallel,

    /// <summary>The step that runs, or fails, next.</summary>
    Next,
}
