namespace BusQStash.Client.Events;

/// <summary>What an entry of the logs says happened.</summary>
public enum LogState
{
    /// <summary>Something this client does not know: the server is newer.</summary>
    Unknown,

    /// <summary>Accepted and stored.</summary>
    Created,

    /// <summary>An attempt began.</summary>
    Active,

    /// <summary>An attempt failed.</summary>
    Error,

    /// <summary>The next attempt has its time.</summary>
    Retry,

    /// <summary>The destination answered 2xx.</summary>
    Delivered,

    /// <summary>Given up; it is in the dead letter queue.</summary>
    Failed,

    /// <summary>Somebody asked to cancel it.</summary>
    CancelRequested,

    /// <summary>Cancelled.</summary>
    Canceled,

    /// <summary>Only in filters: active, in error or waiting for a retry.</summary>
    InProgress,
}
