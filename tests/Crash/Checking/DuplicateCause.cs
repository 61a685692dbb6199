namespace BusQStash.Crash.Checking;

/// <summary>Why an attempt was made twice.</summary>
internal enum DuplicateCause
{
    /// <summary>Its worker was killed.</summary>
    WorkerKilled,

    /// <summary>Its worker was suspended, and lost its lease or its connection.</summary>
    WorkerFrozen,

    /// <summary>The database was down when its end was due to be written.</summary>
    DatabaseDown,

    /// <summary>RabbitMQ was down, and redelivered commands in progress to another worker.</summary>
    BrokerDown,

    /// <summary>The process that had accepted it died or was suspended before its command was confirmed.</summary>
    SenderDown,

    /// <summary>The link of its worker, or of the process that had sent it, to the database or the broker was disturbed.</summary>
    WayDisturbed,

    /// <summary>Its worker was stopped properly: that must not happen.</summary>
    Restarted,

    /// <summary>No known cause: that must not happen.</summary>
    Unknown,
}
