namespace BusQStash.Api.Overview;

/// <summary>This server, the caller's access, and the retention.</summary>
internal sealed record InfoResource
{
    public required string Version { get; init; }

    /// <summary>The time of this answer; the server's clock is authoritative.</summary>
    public required long ServerTime { get; init; }

    public required long StartedAt { get; init; }

    /// <summary>full, publish (and read) or read.</summary>
    public required string Access { get; init; }

    /// <summary>postgres or sqlite.</summary>
    public required string Ledger { get; init; }

    /// <summary>rabbitmq or inmemory.</summary>
    public required string Transport { get; init; }

    public required InfoFeatures Features { get; init; }

    public required InfoRetention Retention { get; init; }

    public required InfoLimits Limits { get; init; }
}
