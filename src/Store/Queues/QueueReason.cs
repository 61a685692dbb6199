namespace BusQStash.Store.Queues;

/// <summary>Reason for the state of a queue. The set is closed, and the first reason that applies is shown.</summary>
public enum QueueReason
{
    /// <summary>A user paused the queue.</summary>
    Paused,

    /// <summary>The queue is empty.</summary>
    Empty,

    /// <summary>The head is final and waits for its callbacks.</summary>
    WaitingForCallbacks,

    /// <summary>The head failed and waits for its retry.</summary>
    HeadInBackoff,

    /// <summary>The head waits for its delay to end.</summary>
    HeadDelayed,

    /// <summary>The head waits in the line of its flow-control key.</summary>
    FlowControl,

    /// <summary>The maximum number of attempts is in flight.</summary>
    GlobalParallelism,

    /// <summary>No worker is available.</summary>
    NoWorker,

    /// <summary>A process that is gone still holds the lease.</summary>
    LeaseElsewhere,

    /// <summary>An attempt is in flight.</summary>
    Running,

    /// <summary>The queue is being processed and its lag shrinks.</summary>
    Draining,

    /// <summary>Work is due, but nothing happens.</summary>
    Unexplained,
}
