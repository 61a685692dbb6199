namespace BusQStash.Api.BulkActions;

/// <summary>Options of a retry that override those of the original messages.</summary>
internal sealed record BulkOverrides
{
    public int? Retries { get; init; }

    /// <summary>Same format as Upstash-Delay.</summary>
    public string? Delay { get; init; }

    /// <summary>A flow-control key that replaces the originals'.</summary>
    public string? FlowControlKey { get; init; }

    public int? FlowControlRate { get; init; }

    /// <summary>The period of the rate, as in Upstash-Flow-Control-Value.</summary>
    public string? FlowControlPeriod { get; init; }

    public int? FlowControlParallelism { get; init; }
}
