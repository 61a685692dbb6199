namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>What can happen from outside.</summary>
internal enum StepKind
{
    /// <summary>A message is published.</summary>
    Publish,

    /// <summary>Time passes.</summary>
    Advance,

    /// <summary>A destination answers now.</summary>
    Answer,

    /// <summary>A queue is paused.</summary>
    Pause,

    /// <summary>A queue is resumed.</summary>
    Resume,

    /// <summary>A message is canceled.</summary>
    Cancel,

    /// <summary>The wait of a message is ended.</summary>
    RunNow,

    /// <summary>A queue is deleted.</summary>
    Delete,

    /// <summary>A queue gets another parallelism.</summary>
    Parallelism,

    /// <summary>A worker starts.</summary>
    StartWorker,

    /// <summary>A worker stops properly; the next one starts.</summary>
    RestartWorker,

    /// <summary>A worker's connection to the broker breaks.</summary>
    BreakConnection,

    /// <summary>A worker dies.</summary>
    Kill,

    /// <summary>A worker stands still.</summary>
    Freeze,

    /// <summary>A worker goes on.</summary>
    Thaw,

    /// <summary>Calls of a worker to the ledger fail for a while before they take effect.</summary>
    FailBefore,

    /// <summary>Calls of a worker to the ledger take effect for a while, and nobody tells it.</summary>
    FailAfter,

    /// <summary>The ledger cannot be reached by a worker for a while.</summary>
    CutOff,

    /// <summary>All connections of a worker, to the ledger and to the broker, are closed for a while.</summary>
    Disconnect,

    /// <summary>The ledger answers a worker slowly for a while.</summary>
    SlowDown,
}
