using BusQStash.Store.Sql;

namespace BusQStash.Store.Messages;

/// <summary>A message's row without its payload, for the dashboard. Times are unix milliseconds.</summary>
public sealed record MessageView
{
    /// <summary>The columns it is read from, on either engine.</summary>
    internal const string Columns = """
        m.id as Id, m.state as State, m.attempts as Attempts, m.created_at as CreatedAt, m.not_before as NotBefore, m.finished_at as FinishedAt,
        m.queue_name as QueueName, m.seq as Seq, m.open_callbacks as OpenCallbacks, m.url as Url, m.topic_name as TopicName,
        m.schedule_id as ScheduleId, m.flow_key as FlowKey, m.labels as LabelText
        """;

    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>State in the ledger. While a lane attempts the message, this is still the state before the attempt.</summary>
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

    /// <summary>Place in the queue, used as a cursor.</summary>
    public long Seq { get; init; }

    /// <summary>Number of its callbacks that are not final.</summary>
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

    /// <summary>Its labels as they are stored.</summary>
    internal string? LabelText
    {
        init => Labels = StoredText.Labels(value);
    }

    /// <summary>The message is in a final state, whatever it still waits for.</summary>
    public bool IsFinal => State >= MessageState.Delivered;

    /// <summary>Failed at least once and waits for its next attempt.</summary>
    public bool IsInBackoff(long now) => !IsFinal && Attempts > 0 && NotBefore > now;

    /// <summary>Waits for its delay to end, before its first attempt.</summary>
    public bool IsDelayed(long now) => !IsFinal && Attempts == 0 && NotBefore > now;

    /// <summary>The message is due; only messages or limits ahead of it hold its attempt up.</summary>
    public bool IsDue(long now) => !IsFinal && NotBefore <= now;
}
