namespace BusQStash.Store.Workflows;

/// <summary>State of a run. A run leaves <see cref="Alive"/> only once.</summary>
public enum RunState
{
    /// <summary>Steps may be appended.</summary>
    Alive = 0,

    /// <summary>The function returned.</summary>
    Succeeded = 1,

    /// <summary>A delivery failed for good.</summary>
    Failed = 2,

    /// <summary>A user canceled the run.</summary>
    Canceled = 3,
}
