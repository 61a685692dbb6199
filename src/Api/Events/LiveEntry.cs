using System.Text.Json.Serialization;
using BusQStash.Store.Events;

namespace BusQStash.Api.Events;

/// <summary>An entry of the live feed: a log entry without body, headers and response.</summary>
internal sealed record LiveEntry
{
    public required string Id { get; init; }

    public required long Time { get; init; }

    public required string MessageId { get; init; }

    public required string State { get; init; }

    public required string Url { get; init; }

    public string? Error { get; init; }

    public int? ResponseStatus { get; init; }

    public long? NextDeliveryTime { get; init; }

    public string? QueueName { get; init; }

    public string? TopicName { get; init; }

    public string? ScheduleId { get; init; }

    public string? FlowControlKey { get; init; }

    [JsonPropertyName("callerIP")]
    public string? CallerIp { get; init; }

    public IReadOnlyList<string>? Labels { get; init; }

    internal static LiveEntry Of(TailEntry entry) => new()
    {
        Id = $"{entry.Time}-{entry.Id}",
        Time = entry.Time,
        MessageId = entry.MessageId,
        State = EventStates.NameOf(entry.State),
        Url = entry.Url,
        Error = entry.Error,
        ResponseStatus = entry.Status,
        NextDeliveryTime = entry.NextAt,
        QueueName = entry.QueueName,
        TopicName = entry.TopicName,
        ScheduleId = entry.ScheduleId,
        FlowControlKey = entry.FlowKey,
        CallerIp = entry.CallerIp,
        Labels = entry.Labels is [] ? null : entry.Labels,
    };
}
