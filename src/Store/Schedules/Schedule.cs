namespace BusQStash.Store.Schedules;

/// <summary>A schedule as the ledger has it.</summary>
public sealed record Schedule
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Names this creation of it: a schedule made anew under an old id has instants of its own.</summary>
    public required string Generation { get; init; }

    /// <summary>When it fires, as it was written.</summary>
    public required string Cron { get; init; }

    /// <summary>URL, name of a URL group, or <c>api/…</c>, one character per byte.</summary>
    public required string Destination { get; init; }

    /// <summary>The queue its messages are enqueued into.</summary>
    public string? QueueName { get; init; }

    /// <summary>Address of whoever created it.</summary>
    public string? CallerIp { get; init; }

    /// <summary>What it was asked to send.</summary>
    public required ScheduledRequest Request { get; init; }

    /// <summary>The body of every message.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>When a schedule of this id was first made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>It does not fire.</summary>
    public bool Paused { get; init; }

    /// <summary>The next instant. A firing moves it on, never back, whatever the clocks say. <see langword="null"/> for never again.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The last instant that made messages.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>The messages it made.</summary>
    public IReadOnlyList<string> LastMessages { get; init; } = [];

    /// <summary>Why the last firing made none.</summary>
    public string? Error { get; init; }
}
