using BusQStash.Store.Instances;
using BusQStash.Store.Messages;

namespace BusQStash.Api.Messages;

/// <summary>A message in a list, without its body.</summary>
internal sealed record MessageRow
{
    public required string MessageId { get; init; }

    /// <summary>WAITING, DELAYED, RUNNING or RETRYING; DELIVERED, FAILED or CANCELED while it waits for its callbacks.</summary>
    public required string State { get; init; }

    public required string Url { get; init; }

    public string? QueueName { get; init; }

    public string? FlowControlKey { get; init; }

    public string? ScheduleId { get; init; }

    public string? TopicName { get; init; }

    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Attempts made so far.</summary>
    public required int Attempts { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>The earliest time of the next attempt, while one is pending.</summary>
    public long? NextAt { get; init; }

    /// <summary>Position in the queue, from 1; only in lists of one queue.</summary>
    public int? Place { get; init; }

    internal static MessageRow Of(MessageView message, Processes processes, int? place = null) => new()
    {
        MessageId = message.Id,
        State = MessageWords.Of(message, processes.Now, processes.FindRunning(message.Id) is not null),
        Url = message.Url,
        QueueName = message.QueueName,
        FlowControlKey = message.FlowKey,
        ScheduleId = message.ScheduleId,
        TopicName = message.TopicName,
        Labels = message.Labels is [] ? null : message.Labels,
        Attempts = message.Attempts,
        CreatedAt = message.CreatedAt,
        NextAt = !message.IsFinal && message.NotBefore > processes.Now ? message.NotBefore : null,
        Place = place,
    };
}
