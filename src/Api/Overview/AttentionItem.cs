using BusQStash.Api.Queues;

namespace BusQStash.Api.Overview;

/// <summary>Something that needs attention. The kind determines which members are set.</summary>
internal sealed record AttentionItem
{
    /// <summary>queue, lag_rising, dead_letters, due_late, schedule, schedules_paused, flow_control, long_attempt or worker_gone.</summary>
    public required string Kind { get; init; }

    /// <summary>From 1 to 3, the most severe.</summary>
    public required int Severity { get; init; }

    public string? Name { get; init; }

    public StandingReasonResource? Standing { get; init; }

    public long? Lag { get; init; }

    /// <summary>The lag ten minutes ago.</summary>
    public long? Before { get; init; }

    public string? Host { get; init; }

    public int? Status { get; init; }

    public long? Count { get; init; }

    public string? Error { get; init; }

    public bool? Paused { get; init; }

    public string? MessageId { get; init; }

    public int? Worker { get; init; }

    public long? Since { get; init; }

    public long? OldestAt { get; init; }

    public long? LastAt { get; init; }
}
