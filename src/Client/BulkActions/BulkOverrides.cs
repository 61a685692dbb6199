namespace BusQStash.Client.BulkActions;

/// <summary>What a retry of many dead letters does otherwise than the originals. <see langword="null"/>: as they.</summary>
public sealed record BulkOverrides
{
    /// <summary>How often delivery is tried again after the first attempt.</summary>
    public int? Retries { get; init; }

    /// <summary>The wait before the first attempt, as in <c>Upstash-Delay</c>: <c>10s</c>.</summary>
    public string? Delay { get; init; }

    /// <summary>A flow-control key in the place of theirs.</summary>
    public string? FlowControlKey { get; init; }

    /// <summary>Most deliveries in flight at once.</summary>
    public int? FlowControlParallelism { get; init; }

    /// <summary>Most deliveries begun within a period.</summary>
    public int? FlowControlRate { get; init; }

    /// <summary>What the rate is per: <c>1s</c>.</summary>
    public string? FlowControlPeriod { get; init; }
}
