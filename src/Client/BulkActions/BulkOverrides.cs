namespace BusQStash.Client.BulkActions;

/// <summary>Settings that differ from the originals when many dead letters are retried. <see langword="null"/>: as in the original.</summary>
public sealed record BulkOverrides
{
    /// <summary>Retries after the first attempt.</summary>
    public int? Retries { get; init; }

    /// <summary>The wait before the first attempt, as in <c>Upstash-Delay</c>: <c>10s</c>.</summary>
    public string? Delay { get; init; }

    /// <summary>A flow-control key that replaces theirs.</summary>
    public string? FlowControlKey { get; init; }

    /// <summary>Maximum number of deliveries in flight.</summary>
    public int? FlowControlParallelism { get; init; }

    /// <summary>Maximum number of deliveries started within a period.</summary>
    public int? FlowControlRate { get; init; }

    /// <summary>The period of the rate: <c>1s</c>.</summary>
    public string? FlowControlPeriod { get; init; }
}
