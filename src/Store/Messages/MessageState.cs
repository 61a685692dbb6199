namespace BusQStash.Store.Messages;

/// <summary>Where a message is in its life. The states from <see cref="Delivered"/> on are final and absorb.</summary>
public enum MessageState
{
    /// <summary>Waits for its time (delay, not-before, or put back because its destination was full).</summary>
    Scheduled = 0,

    /// <summary>A command for it is on its way, or its lane will come to it.</summary>
    Ready = 1,

    /// <summary>Claimed by a worker for an attempt.</summary>
    Active = 2,

    /// <summary>Failed at least once; waits for its next attempt.</summary>
    Retrying = 3,

    /// <summary>Waits in the line of its flow-control key.</summary>
    Waiting = 4,

    /// <summary>A destination answered with a 2xx.</summary>
    Delivered = 10,

    /// <summary>Failed for good; there is a dead letter.</summary>
    Failed = 11,

    /// <summary>Canceled before it ended otherwise.</summary>
    Canceled = 12,
}
