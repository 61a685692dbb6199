namespace BusQStash.Crash.Checking;

/// <summary>Why an attempt was made twice.</summary>
internal enum DuplicateCause
{
    /// <summary>The worker that had it was killed.</summary>
    WorkerKilled,

    /// <summary>The worker that had it stood still, and lost its lease or its connection.</summary>
    WorkerFrozen,

    /// <summary>The database was away when its end was to be written.</summary>
    DatabaseDown,

    /// <summary>RabbitMQ was away: what was in flight was handed to another worker.</summary>
    BrokerDown,

    /// <summary>The process that had accepted it died or stood still before its command was confirmed.</summary>
    SenderDown,

    /// <summary>The way of the worker that had it, or of the process that had sent it, to the database or the broker was disturbed.</summary>
    WayDisturbed,

    /// <summary>The worker that had it was stopped properly: that must not happen.</summary>
    Restarted,

    /// <summary>Nothing in sight: that must not happen.</summary>
    Unknown,
}
