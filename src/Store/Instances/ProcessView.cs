namespace BusQStash.Store.Instances;

/// <summary>A process as recorded in the ledger. Times are unix milliseconds on the ledger's clock.</summary>
public sealed record ProcessView
{
    /// <summary>Milliseconds without a heartbeat after which the dashboard shows a process as gone.</summary>
    public const long GoneAfterMs = 4_000;

    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>Its roles.</summary>
    public required InstanceKind Kind { get; init; }

    /// <summary>When it started.</summary>
    public long? StartedAt { get; init; }

    /// <summary>Time of its last heartbeat.</summary>
    public required long HeartbeatAt { get; init; }

    /// <summary>The process takes no new work, or has stopped properly.</summary>
    public required bool Leaving { get; init; }

    /// <summary>Its heartbeat is recent.</summary>
    public required bool IsAlive { get; init; }

    /// <summary>Attempts in flight.</summary>
    public int InFlight { get; init; }

    /// <summary>Maximum number of attempts in flight.</summary>
    public int Capacity { get; init; }

    /// <summary>The details it reported, if any.</summary>
    public InstanceDetail? Detail { get; init; }

    /// <summary>The process is a worker that is alive and takes work.</summary>
    public bool IsWorkerAtWork => IsAtWork(InstanceKind.Worker);

    /// <summary>Whether it is of this kind, alive, and not about to stop.</summary>
    public bool IsAtWork(InstanceKind kind) => IsAlive && !Leaving && Kind.HasFlag(kind);
}
