using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BusQStash.Contracts.Events;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Outbox;

/// <summary>Creates the bus events about messages. Those about workflow runs are created with the runs.</summary>
public static class OutcomeEvents
{
    /// <summary>The message was accepted.</summary>
    public static MessageAccepted Accepted(NewMessage message) => new()
    {
        MessageId = message.Id,
        QueueName = message.Spec.QueueName,
        Destination = message.Spec.Url,
        TopicName = message.Spec.TopicName,
        ScheduleId = message.Spec.ScheduleId,
        Labels = message.Spec.Labels,
        SourceMessageId = message.Spec.SourceMessageId,
        CreatedAt = message.CreatedAt,
        NotBefore = message.Spec.NotBefore is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
    };

    /// <summary>The message was canceled.</summary>
    public static OutboxEntry Canceled(string messageId, MessageSpec spec, DateTimeOffset createdAt, DateTimeOffset canceledAt)
    {
        var canceled = new MessageCanceled
        {
            MessageId = messageId,
            QueueName = spec.QueueName,
            Destination = spec.Url,
            TopicName = spec.TopicName,
            ScheduleId = spec.ScheduleId,
            Labels = spec.Labels,
            SourceMessageId = spec.SourceMessageId,
            CreatedAt = createdAt,
            CanceledAt = canceledAt,
        };
        return Entry($"{messageId}/canceled", nameof(MessageCanceled), canceled, OutcomeJson.Default.MessageCanceled);
    }

    /// <summary>The message was accepted: an entry like the others, but never written to the outbox.</summary>
    public static OutboxEntry Entry(MessageAccepted accepted) =>
        Entry($"{accepted.MessageId}/accepted", nameof(MessageAccepted), accepted, OutcomeJson.Default.MessageAccepted);

    /// <summary>An attempt failed and will be retried.</summary>
    public static OutboxEntry Entry(AttemptFailed failed) =>
        Entry($"{failed.MessageId}/{failed.Retried}/failed", nameof(AttemptFailed), failed, OutcomeJson.Default.AttemptFailed);

    /// <summary>The message was delivered.</summary>
    public static OutboxEntry Entry(MessageDelivered delivered) =>
        Entry($"{delivered.MessageId}/delivered", nameof(MessageDelivered), delivered, OutcomeJson.Default.MessageDelivered);

    /// <summary>The message failed for good.</summary>
    public static OutboxEntry Entry(MessageFailed failed) =>
        Entry($"{failed.MessageId}/failed", nameof(MessageFailed), failed, OutcomeJson.Default.MessageFailed);

    /// <summary>An event as an outbox entry.</summary>
    internal static OutboxEntry Entry<T>(string id, string kind, T content, JsonTypeInfo<T> type) =>
        new(id, kind, JsonSerializer.SerializeToUtf8Bytes(content, type)) { Event = content };
}
