using BusQStash.Store.Instances;

namespace BusQStash.Api.Overview;

/// <summary>A process and its activity.</summary>
internal sealed record ProcessResource
{
    public required int Number { get; init; }

    /// <summary>api, worker or both.</summary>
    public required IReadOnlyList<string> Kind { get; init; }

    public string? Version { get; init; }

    /// <summary>The host name of its machine.</summary>
    public string? Host { get; init; }

    public long? StartedAt { get; init; }

    public required long HeartbeatAt { get; init; }

    /// <summary>alive, leaving or gone.</summary>
    public required string State { get; init; }

    public required int InFlight { get; init; }

    public required int Capacity { get; init; }

    /// <summary>Queues it owns at the moment.</summary>
    public int? Queues { get; init; }

    /// <summary>Long-running attempts, the longest first.</summary>
    public required IReadOnlyList<RunningAttempt> Running { get; init; }

    /// <summary>Whether it runs the reconciler.</summary>
    public required bool Reconciler { get; init; }

    internal static ProcessResource Of(ProcessView process, Processes all) => new()
    {
        Number = process.Number,
        Kind = [.. Enum.GetValues<InstanceKind>().Where(kind => process.Kind.HasFlag(kind)).Select(kind => kind.ToString().ToLowerInvariant())],
        Version = process.Detail?.Version,
        Host = process.Detail?.Host,
        StartedAt = process.StartedAt,
        HeartbeatAt = process.HeartbeatAt,
        State = !process.IsAlive ? "gone" : process.Leaving ? "leaving" : "alive",
        InFlight = process.InFlight,
        Capacity = process.Capacity,
        Queues = process.Detail?.Queues,
        Running = process.IsAlive ? process.Detail?.Running ?? [] : [],
        Reconciler = all.Reconciler == process.Number,
    };
}
