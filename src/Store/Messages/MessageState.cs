namespace BusQStash.Store.Messages;

/// <summary>State of a message. The states from <see cref="Delivered"/> on are final: a message never leaves them.</summary>
public enum MessageState
{
    /// <summary>Waits until it is due (delay, not-before, or deferred because its destination was at its limit).</summary>
    Scheduled = 0,

    /// <summary>A command for it is on its way, or its lane will process it.</summary>
    Ready = 1,

    /// <summary>Claimed by a worker for an attempt.</summary>
    Active = 2,

    /// <summary>Failed at least once; waits for its next attempt (retry).</summary>
    Retrying = 3,

    /// <summary>Waits in the line of its flow-control key.</summary>
    Waiting = 4,

    /// <summary>The destination answered with a 2xx status.</summary>
    Delivered = 10,

    /// <summary>Failed for good; a dead letter exists.</summary>
    Failed = 11,

    /// <summary>Canceled before it reached another final state.</summary>
    Canceled = 12,
}
