namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>How a queue is to begin with.</summary>
internal enum QueueKind
{
    /// <summary>As it is made.</summary>
    Plain,

    /// <summary>Carried by a shard.</summary>
    Sharded,

    /// <summary>With a parallelism of 2.</summary>
    Parallel,

    /// <summary>Messages that wait for a retry step aside.</summary>
    StepsAside,

    /// <summary>The next message does not wait for callbacks.</summary>
    IgnoresCallbacks,
}
