namespace BusQStash.Store.Queues;

/// <summary>Why a queue does what it does. The set is closed, and the first that holds is the reason.</summary>
public enum QueueReason
{
    /// <summary>Somebody paused it.</summary>
    Paused,

    /// <summary>Nothing is in it.</summary>
    Empty,

    /// <summary>Its head is final and waits for its callbacks.</summary>
    WaitingForCallbacks,

    /// <summary>Its head failed and waits for its next attempt.</summary>
    HeadInBackoff,

    /// <summary>Its head waits for its time.</summary>
    HeadDelayed,

    /// <summary>Its head waits in the line of its flow-control key.</summary>
    FlowControl,

    /// <summary>All attempts that may be in flight are.</summary>
    GlobalParallelism,

    /// <summary>No worker is there.</summary>
    NoWorker,

    /// <summary>A process that is gone still has its lease.</summary>
    LeaseElsewhere,

    /// <summary>An attempt is in flight.</summary>
    Running,

    /// <summary>It is being worked off.</summary>
    Draining,

    /// <summary>Something is due, and nothing happens.</summary>
    Unexplained,
}
