namespace BusQStash.Api.BulkActions;

/// <summary>What a retry does otherwise than the originals.</summary>
internal sealed record BulkOverrides
{
    public int? Retries { get; init; }

    /// <summary>As in Upstash-Delay.</summary>
    public string? Delay { get; init; }

    /// <summary>A flow-control key in the place of theirs.</summary>
    public string? FlowControlKey { get; init; }

    public int? FlowControlRate { get; init; }

    /// <summary>What the rate is per, as in Upstash-Flow-Control-Value.</summary>
    public string? FlowControlPeriod { get; init; }

    public int? FlowControlParallelism { get; init; }
}
