namespace BusQStash.Store.Messages;

/// <summary>Result of a request to end a message's wait.</summary>
public enum RunNowStatus
{
    /// <summary>The wait was ended: the message is due now.</summary>
    DueNow,

    /// <summary>The message does not exist or is final.</summary>
    Unknown,

    /// <summary>The message is not waiting: an attempt is in flight or about to start.</summary>
    NotWaiting,

    /// <summary>The message waits for the messages in front of it in its queue.</summary>
    BehindOthers,
}
