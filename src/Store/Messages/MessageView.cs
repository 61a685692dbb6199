namespace BusQStash.Store.Messages;

/// <summary>A message's row without its payload, for people. Times are unix milliseconds.</summary>
public sealed record MessageView
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>Where the ledger has it. While an attempt of a lane runs that is where it was before.</summary>
    public required MessageState State { get; init; }

    /// <summary>Attempts made.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it was accepted.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Earliest next attempt.</summary>
    public required long NotBefore { get; init; }

    /// <summary>When it ended.</summary>
    public long? FinishedAt { get; init; }

    /// <summary>Its queue.</summary>
    public string? QueueName { get; init; }

    /// <summary>Its place in the queue, for cursors.</summary>
    public long Seq { get; init; }

    /// <summary>Callbacks of it that are not final.</summary>
    public int OpenCallbacks { get; init; }

    /// <summary>Its destination.</summary>
    public required string Url { get; init; }

    /// <summary>Its URL group.</summary>
    public string? TopicName { get; init; }

    /// <summary>Its schedule.</summary>
    public string? ScheduleId { get; init; }

    /// <summary>Its flow-control key.</summary>
    public string? FlowKey { get; init; }

    /// <summary>Its labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>It ended, whatever it still waits for.</summary>
    public bool IsFinal => State >= MessageState.Delivered;

    /// <summary>It failed at least once and waits for its next attempt.</summary>
    public bool IsInBackoff(long now) => !IsFinal && Attempts > 0 && NotBefore > now;

    /// <summary>It waits for its time.</summary>
    public bool IsDelayed(long now) => !IsFinal && Attempts == 0 && NotBefore > now;

    /// <summary>Nothing but a turn stands between it and its attempt.</summary>
    public bool IsDue(long now) => !IsFinal && NotBefore <= now;
}
