namespace BusQStash.Store.Messages;

/// <summary>Whether a message's wait was ended.</summary>
public enum RunNowStatus
{
    /// <summary>It is due now.</summary>
    DueNow,

    /// <summary>There is no such message, or it is final.</summary>
    Unknown,

    /// <summary>It waits for nothing: an attempt is under way or about to be.</summary>
    NotWaiting,

    /// <summary>It waits for the messages in front of it in its queue.</summary>
    BehindOthers,
}
