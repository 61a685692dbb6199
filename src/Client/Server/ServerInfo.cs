namespace BusQStash.Client.Server;

/// <summary>Basic facts about the server.</summary>
public sealed record ServerInfo
{
    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>Its time.</summary>
    public DateTimeOffset ServerTime { get; init; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The rights of the caller's token: <c>full</c>, <c>publish</c> (reads and publishes) or <c>read</c>.</summary>
    public string? Access { get; init; }

    /// <summary><c>postgres</c> or <c>sqlite</c>.</summary>
    public string? Ledger { get; init; }

    /// <summary><c>rabbitmq</c> or <c>inmemory</c>.</summary>
    public string? Transport { get; init; }
}
