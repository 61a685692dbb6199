namespace BusQStash.Crash.Faults;

/// <summary>What is done to a process of the system.</summary>
internal enum FaultKind
{
    /// <summary><c>kill -9</c>, and a new start.</summary>
    WorkerKill,

    /// <summary>SIGSTOP, and SIGCONT after a while.</summary>
    WorkerFreeze,

    /// <summary>SIGTERM, and a new start: what a rolling deploy does to each process in turn.</summary>
    WorkerRestart,

    /// <inheritdoc cref="WorkerKill" />
    ApiKill,

    /// <inheritdoc cref="WorkerFreeze" />
    ApiFreeze,

    /// <inheritdoc cref="WorkerRestart" />
    ApiRestart,

    /// <summary><c>kill -9</c> of RabbitMQ, and a new start on the same data.</summary>
    BrokerKill,

    /// <summary>RabbitMQ blocks every connection that publishes.</summary>
    MemoryAlarm,

    /// <summary><c>kill -9</c> of PostgreSQL, and a new start on the same data.</summary>
    DatabaseKill,
}
