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

    /// <summary>The way of a worker to the database or the broker stalls, is reset, refuses or is slow, in one direction or both, and heals.</summary>
    WorkerWay,

    /// <inheritdoc cref="WorkerWay" />
    ApiWay,

    /// <summary>A worker's host is gone, and nobody closes its connections; later it starts again.</summary>
    HostLost,

    /// <summary>Nobody reaches the database for longer than any heartbeat may be old.</summary>
    DatabaseUnreachable,

    /// <summary>RabbitMQ loses its data.</summary>
    BrokerWipe,

    /// <summary><c>kill -9</c> of RabbitMQ while broker queues are being made.</summary>
    BrokerKillAtDeclaration,

    /// <summary><c>kill -9</c> of one of RabbitMQ's nodes, and a new start on the same data.</summary>
    NodeKill,

    /// <summary>One of RabbitMQ's nodes stands still for a while, its connections open.</summary>
    NodeFreeze,

    /// <summary>One of RabbitMQ's nodes is stopped and started again, as a rolling upgrade does with each in turn.</summary>
    NodeRestart,

    /// <summary><c>kill -9</c> of two of three nodes of RabbitMQ, which are away for 30 s.</summary>
    MajorityLost,

    /// <summary><c>kill -9</c> of PostgreSQL's primary, and the promotion of its standby.</summary>
    PrimaryLost,
}
