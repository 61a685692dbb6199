namespace BusQStash.Store.Instances;

/// <summary>A process as the ledger knows it. Times are unix milliseconds on the ledger's clock.</summary>
public sealed record ProcessView
{
    /// <summary>A process that was not heard of for so long is taken for gone by those who look.</summary>
    public const long GoneAfterMs = 4_000;

    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>What it does.</summary>
    public required InstanceKind Kind { get; init; }

    /// <summary>When it started.</summary>
    public long? StartedAt { get; init; }

    /// <summary>When it was last heard of.</summary>
    public required long HeartbeatAt { get; init; }

    /// <summary>It takes no new work, or said good-bye.</summary>
    public required bool Leaving { get; init; }

    /// <summary>Its heartbeat is young.</summary>
    public required bool IsAlive { get; init; }

    /// <summary>Attempts in flight.</summary>
    public int InFlight { get; init; }

    /// <summary>Attempts it may have in flight.</summary>
    public int Capacity { get; init; }

    /// <summary>What it says about itself, once it did.</summary>
    public InstanceDetail? Detail { get; init; }

    /// <summary>It delivers and takes work.</summary>
    public bool IsWorkerAtWork => IsAlive && !Leaving && Kind.HasFlag(InstanceKind.Worker);
}
