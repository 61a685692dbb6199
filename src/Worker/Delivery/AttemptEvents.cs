using BusQStash.Contracts.Events;
using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;

namespace BusQStash.Worker.Delivery;

/// <summary>Makes the event that tells subscribers of the bus how an attempt ended.</summary>
internal static class AttemptEvents
{
    /// <summary>The event, ready for the outbox.</summary>
    public static OutboxEntry Of(Attempt attempt, AttemptSettlement end, DeliveryOutcome outcome) => end.NextState switch
    {
        MessageState.Delivered => OutcomeEvents.Entry(Delivered(attempt, end)),
        MessageState.Retrying => OutcomeEvents.Entry(AttemptFailed(attempt, end, outcome)),
        _ => OutcomeEvents.Entry(Failed(attempt, end, outcome)),
    };

    private static MessageDelivered Delivered(Attempt attempt, AttemptSettlement end) => new()
    {
        MessageId = attempt.MessageId,
        QueueName = attempt.Spec.QueueName,
        Destination = attempt.Spec.Url,
        TopicName = attempt.Spec.TopicName,
        ScheduleId = attempt.Spec.ScheduleId,
        Labels = attempt.Spec.Labels,
        SourceMessageId = attempt.Spec.SourceMessageId,
        CreatedAt = attempt.CreatedAt,
        Retried = attempt.Number,
        MaxRetries = attempt.Spec.MaxRetries,
        Status = end.Response?.Status,
        StartedAt = end.StartedAt,
        FinishedAt = end.FinishedAt,
    };

    private static AttemptFailed AttemptFailed(Attempt attempt, AttemptSettlement end, DeliveryOutcome outcome) => new()
    {
        MessageId = attempt.MessageId,
        QueueName = attempt.Spec.QueueName,
        Destination = attempt.Spec.Url,
        TopicName = attempt.Spec.TopicName,
        ScheduleId = attempt.Spec.ScheduleId,
        Labels = attempt.Spec.Labels,
        SourceMessageId = attempt.Spec.SourceMessageId,
        CreatedAt = attempt.CreatedAt,
        Retried = attempt.Number,
        MaxRetries = attempt.Spec.MaxRetries,
        Status = end.Response?.Status,
        StartedAt = end.StartedAt,
        FinishedAt = end.FinishedAt,
        Error = WordsBesideStatus(outcome),
        NextAttemptAt = end.NextAttemptAt ?? end.FinishedAt,
    };

    private static MessageFailed Failed(Attempt attempt, AttemptSettlement end, DeliveryOutcome outcome) => new()
    {
        MessageId = attempt.MessageId,
        QueueName = attempt.Spec.QueueName,
        Destination = attempt.Spec.Url,
        TopicName = attempt.Spec.TopicName,
        ScheduleId = attempt.Spec.ScheduleId,
        Labels = attempt.Spec.Labels,
        SourceMessageId = attempt.Spec.SourceMessageId,
        CreatedAt = attempt.CreatedAt,
        Retried = attempt.Number,
        MaxRetries = attempt.Spec.MaxRetries,
        Status = end.Response?.Status,
        StartedAt = end.StartedAt,
        FinishedAt = end.FinishedAt,
        Error = WordsBesideStatus(outcome),
        DlqId = end.DlqId ?? "",
    };

    /// <summary>Subscribers are given words only where the status does not say it all.</summary>
    private static string? WordsBesideStatus(DeliveryOutcome outcome) => outcome is DeliveryOutcome.Rejected ? null : outcome.Words;
}
