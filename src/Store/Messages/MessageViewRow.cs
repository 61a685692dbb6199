namespace BusQStash.Store.Messages;

/// <summary>A message's row as both engines return it.</summary>
internal sealed class MessageViewRow
{
    public const string Columns = """
        m.id as Id, m.state as State, m.attempts as Attempts, m.created_at as CreatedAt, m.not_before as NotBefore, m.finished_at as FinishedAt,
        m.queue_name as QueueName, m.seq as Seq, m.open_callbacks as OpenCallbacks, m.url as Url, m.topic_name as TopicName,
        m.schedule_id as ScheduleId, m.flow_key as FlowKey, m.labels as Labels
        """;

    public string Id { get; init; } = "";

    public int State { get; init; }

    public int Attempts { get; init; }

    public long CreatedAt { get; init; }

    public long NotBefore { get; init; }

    public long? FinishedAt { get; init; }

    public string? QueueName { get; init; }

    public long Seq { get; init; }

    public int OpenCallbacks { get; init; }

    public string Url { get; init; } = "";

    public string? TopicName { get; init; }

    public string? ScheduleId { get; init; }

    public string? FlowKey { get; init; }

    public string? Labels { get; init; }

    public MessageView ToView() => new()
    {
        Id = Id,
        State = (MessageState)State,
        Attempts = Attempts,
        CreatedAt = CreatedAt,
        NotBefore = NotBefore,
        FinishedAt = FinishedAt,
        QueueName = QueueName,
        Seq = Seq,
        OpenCallbacks = OpenCallbacks,
        Url = Url,
        TopicName = TopicName,
        ScheduleId = ScheduleId,
        FlowKey = FlowKey,
        Labels = Labels is null ? [] : Labels.Split(',', StringSplitOptions.RemoveEmptyEntries),
    };
}
