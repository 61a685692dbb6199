namespace BusQStash.Store.Workflows;

/// <summary>Where a run is in its life. It leaves <see cref="Alive"/> once.</summary>
public enum RunState
{
    /// <summary>Steps may be appended.</summary>
    Alive = 0,

    /// <summary>The function returned.</summary>
    Succeeded = 1,

    /// <summary>A delivery failed for good.</summary>
    Failed = 2,

    /// <summary>Somebody canceled it.</summary>
    Canceled = 3,
}
