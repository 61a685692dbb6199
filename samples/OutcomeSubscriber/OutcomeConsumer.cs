using BusQStash.Contracts.Events;
using MassTransit;

namespace OutcomeSubscriber;

/// <summary>An ordinary MassTransit consumer: the events are plain envelopes, so only BusQStash's contracts are needed.</summary>
/// <remarks>
/// Events arrive at least once. The event's type with <c>MessageId</c> (and <c>Retried</c>, where present) identifies a repeat; this consumer only
/// writes lines, so a repeat is a second line.
/// </remarks>
public sealed partial class OutcomeConsumer(ILogger<OutcomeConsumer> logger)
    : IConsumer<MessageAccepted>, IConsumer<AttemptFailed>, IConsumer<MessageDelivered>, IConsumer<MessageFailed>, IConsumer<MessageCanceled>
{
    /// <summary>The message is in the ledger and will be delivered.</summary>
    public Task Consume(ConsumeContext<MessageAccepted> context)
    {
        Log.Accepted(logger, context.Message.MessageId, context.Message.Destination);
        return Task.CompletedTask;
    }

    /// <summary>An attempt failed; another one follows.</summary>
    public Task Consume(ConsumeContext<AttemptFailed> context)
    {
        Log.AttemptFailed(logger, context.Message.MessageId, context.Message.Status, context.Message.NextAttemptAt);
        return Task.CompletedTask;
    }

    /// <summary>The destination accepted the message.</summary>
    public Task Consume(ConsumeContext<MessageDelivered> context)
    {
        Log.Delivered(logger, context.Message.MessageId, context.Message.Retried + 1);
        return Task.CompletedTask;
    }

    /// <summary>Delivery was given up; the message is a dead letter now.</summary>
    public Task Consume(ConsumeContext<MessageFailed> context)
    {
        Log.Failed(logger, context.Message.MessageId, context.Message.DlqId);
        return Task.CompletedTask;
    }

    /// <summary>The message was canceled before it reached another end.</summary>
    public Task Consume(ConsumeContext<MessageCanceled> context)
    {
        Log.Canceled(logger, context.Message.MessageId);
        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{MessageId} will be delivered to {Destination}")]
        public static partial void Accepted(ILogger logger, string messageId, string destination);

        [LoggerMessage(2, LogLevel.Information, "{MessageId} was answered with {Status}; next attempt at {NextAttemptAt:O}")]
        public static partial void AttemptFailed(ILogger logger, string messageId, int? status, DateTimeOffset nextAttemptAt);

        [LoggerMessage(3, LogLevel.Information, "{MessageId} was delivered at attempt {Attempt}")]
        public static partial void Delivered(ILogger logger, string messageId, int attempt);

        [LoggerMessage(4, LogLevel.Information, "{MessageId} failed for good: dead letter {DlqId}")]
        public static partial void Failed(ILogger logger, string messageId, string dlqId);

        [LoggerMessage(5, LogLevel.Information, "{MessageId} was canceled")]
        public static partial void Canceled(ILogger logger, string messageId);
    }
}
