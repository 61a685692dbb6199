namespace BusQStash.Store.Events;

/// <summary>State of an entry in a message's history (wire contract 10.5). The numbers are stored.</summary>
public enum EventState
{
    /// <summary>Accepted and stored.</summary>
    Created = 0,

    /// <summary>Being delivered.</summary>
    Active = 1,

    /// <summary>An attempt failed.</summary>
    Error = 2,

    /// <summary>The next attempt is scheduled.</summary>
    Retry = 3,

    /// <summary>Delivered.</summary>
    Delivered = 4,

    /// <summary>Failed for good.</summary>
    Failed = 5,

    /// <summary>A user requested its cancellation.</summary>
    CancelRequested = 6,

    /// <summary>Canceled.</summary>
    Canceled = 7,
}
