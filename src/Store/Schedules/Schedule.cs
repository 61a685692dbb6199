namespace BusQStash.Store.Schedules;

/// <summary>A schedule as stored in the ledger.</summary>
public sealed record Schedule
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Identifies this creation of the schedule: a schedule created again under an old id has instants of its own.</summary>
    public required string Generation { get; init; }

    /// <summary>Its cron expression, as given.</summary>
    public required string Cron { get; init; }

    /// <summary>URL, name of a URL group, or <c>api/…</c>, one character per byte.</summary>
    public required string Destination { get; init; }

    /// <summary>The queue its messages are enqueued into.</summary>
    public string? QueueName { get; init; }

    /// <summary>Client address of its creator.</summary>
    public string? CallerIp { get; init; }

    /// <summary>The request it sends at every firing.</summary>
    public required ScheduledRequest Request { get; init; }

    /// <summary>The body of every message.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>When a schedule with this id was first created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The schedule is paused and does not fire.</summary>
    public bool Paused { get; init; }

    /// <summary>The next instant. A firing advances it, never back, even if a clock is set back. <see langword="null"/> when it never fires again.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The last instant that produced messages.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>Ids of the messages of that instant.</summary>
    public IReadOnlyList<string> LastMessages { get; init; } = [];

    /// <summary>Error text of the last firing, if it produced no message or skipped instants.</summary>
    public string? Error { get; init; }
}
