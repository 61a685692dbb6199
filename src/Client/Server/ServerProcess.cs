namespace BusQStash.Client.Server;

/// <summary>A process of the server and its activity.</summary>
public sealed record ServerProcess
{
    /// <summary>Its number.</summary>
    public int Number { get; init; }

    /// <summary><c>api</c>, <c>worker</c> or both.</summary>
    public IReadOnlyList<string> Kind { get => field ?? []; init; }

    /// <summary>Its version.</summary>
    public string? Version { get; init; }

    /// <summary>The machine it runs on.</summary>
    public string? Host { get; init; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Its last heartbeat.</summary>
    public DateTimeOffset HeartbeatAt { get; init; }

    /// <summary><c>alive</c>, <c>leaving</c> or <c>gone</c>.</summary>
    public required string State { get; init; }

    /// <summary>Attempts in flight.</summary>
    public int InFlight { get; init; }

    /// <summary>Maximum number of attempts in flight.</summary>
    public int Capacity { get; init; }

    /// <summary>Queues whose lanes it runs.</summary>
    public int? Queues { get; init; }

    /// <summary>Long-running attempts, the longest first.</summary>
    public IReadOnlyList<RunningAttempt> Running { get => field ?? []; init; }

    /// <summary>Whether it is the reconciler.</summary>
    public bool Reconciler { get; init; }
}
