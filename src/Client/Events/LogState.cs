namespace BusQStash.Client.Events;

/// <summary>The event a log entry records.</summary>
public enum LogState
{
    /// <summary>A value this client does not know; the server is newer.</summary>
    Unknown,

    /// <summary>Accepted and stored.</summary>
    Created,

    /// <summary>An attempt began.</summary>
    Active,

    /// <summary>An attempt failed.</summary>
    Error,

    /// <summary>The next attempt was scheduled.</summary>
    Retry,

    /// <summary>The destination answered 2xx.</summary>
    Delivered,

    /// <summary>Given up; the message is in the dead letter queue.</summary>
    Failed,

    /// <summary>A caller requested its cancellation.</summary>
    CancelRequested,

    /// <summary>Cancelled.</summary>
    Canceled,

    /// <summary>Only in filters: active, in error or waiting for a retry.</summary>
    InProgress,
}
