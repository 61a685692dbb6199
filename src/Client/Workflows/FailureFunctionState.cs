namespace BusQStash.Client.Workflows;

/// <summary>How the failure function of a failed run is doing.</summary>
public enum FailureFunctionState
{
    /// <summary>Something this client does not know: the server is newer.</summary>
    Unknown,

    /// <summary>It is on its way.</summary>
    InProgress,

    /// <summary>It ran.</summary>
    Success,

    /// <summary>It was given up; it can be run again.</summary>
    Failed,

    /// <summary>Somebody canceled it.</summary>
    Canceled,
}
