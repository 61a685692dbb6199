namespace BusQStash.Store.Events;

/// <summary>An entry of the tail as both engines return it.</summary>
internal sealed class TailRow
{
    public long Id { get; init; }

    public long Time { get; init; }

    public int State { get; init; }

    public string? Error { get; init; }

    public int? Status { get; init; }

    public long? NextAt { get; init; }

    public string MessageId { get; init; } = "";

    public string Url { get; init; } = "";

    public string? QueueName { get; init; }

    public string? TopicName { get; init; }

    public string? ScheduleId { get; init; }

    public string? FlowKey { get; init; }

    public string? CallerIp { get; init; }

    public string? Labels { get; init; }

    public TailEntry ToEntry() => new()
    {
        Id = Id,
        Time = Time,
        State = (EventState)State,
        Error = Error,
        Status = Status,
        NextAt = NextAt,
        MessageId = MessageId,
        Url = Url,
        QueueName = QueueName,
        TopicName = TopicName,
        ScheduleId = ScheduleId,
        FlowKey = FlowKey,
        CallerIp = CallerIp,
        Labels = Labels is null ? [] : Labels.Split(',', StringSplitOptions.RemoveEmptyEntries),
    };
}
