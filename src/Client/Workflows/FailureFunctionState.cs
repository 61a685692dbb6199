namespace BusQStash.Client.Workflows;

/// <summary>The state of the failure function of a failed run.</summary>
public enum FailureFunctionState
{
    /// <summary>A value this client does not know; the server is newer.</summary>
    Unknown,

    /// <summary>In progress.</summary>
    InProgress,

    /// <summary>It ran.</summary>
    Success,

    /// <summary>Given up; it can be run again.</summary>
    Failed,

    /// <summary>Canceled by a caller.</summary>
    Canceled,
}
