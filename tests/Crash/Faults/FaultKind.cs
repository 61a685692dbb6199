namespace BusQStash.Crash.Faults;

/// <summary>Kinds of faults.</summary>
internal enum FaultKind
{
    /// <summary><c>kill -9</c>, then a restart.</summary>
    WorkerKill,

    /// <summary>SIGSTOP, then SIGCONT after a while.</summary>
    WorkerFreeze,

    /// <summary>SIGTERM, then a restart, as a rolling deploy does to each process in turn.</summary>
    WorkerRestart,

    /// <inheritdoc cref="WorkerKill" />
    ApiKill,

    /// <inheritdoc cref="WorkerFreeze" />
    ApiFreeze,

    /// <inheritdoc cref="WorkerRestart" />
    ApiRestart,

    /// <summary><c>kill -9</c> of RabbitMQ, then a restart on the same data.</summary>
    BrokerKill,

    /// <summary>RabbitMQ blocks every connection that publishes.</summary>
    MemoryAlarm,

    /// <summary><c>kill -9</c> of PostgreSQL, then a restart on the same data.</summary>
    DatabaseKill,

    /// <summary>The link of a worker to the database or the broker stalls, is reset, refuses or is slow, in one direction or both, and heals.</summary>
    WorkerWay,

    /// <inheritdoc cref="WorkerWay" />
    ApiWay,

    /// <summary>A worker's host is lost without closing its connections; later it starts again.</summary>
    HostLost,

    /// <summary>The database is unreachable for all, for longer than the maximum age of a heartbeat.</summary>
    DatabaseUnreachable,

    /// <summary>RabbitMQ loses its data.</summary>
    BrokerWipe,

    /// <summary><c>kill -9</c> of RabbitMQ while broker queues are being declared.</summary>
    BrokerKillAtDeclaration,

    /// <summary><c>kill -9</c> of one of RabbitMQ's nodes, then a restart on the same data.</summary>
    NodeKill,

    /// <summary>One of RabbitMQ's nodes is suspended for a while, its connections open.</summary>
    NodeFreeze,

    /// <summary>One of RabbitMQ's nodes is cut off from the others, whose connections to it are closed; clients still reach it.</summary>
    NodeCutOff,

    /// <summary>One of RabbitMQ's nodes is cut off from the others without a word: nothing passes between them; clients still reach it.</summary>
    NodeSilent,

    /// <summary>One of RabbitMQ's nodes is stopped and started again, as a rolling upgrade does to each in turn.</summary>
    NodeRestart,

    /// <summary><c>kill -9</c> of two of three nodes of RabbitMQ, which are down for 30 s.</summary>
    MajorityLost,

    /// <summary><c>kill -9</c> of PostgreSQL's primary, and the promotion of its standby.</summary>
    PrimaryLost,
}
