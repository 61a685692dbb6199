using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Contracts.Events;
using BusQStash.Contracts.Messages;
using MassTransit;

namespace BusQStash.Api.EnqueueEndpoint;

/// <summary>
/// Lets services enqueue over the bus instead of the REST API, with the same options. The command may be delivered more than once: its messages' ids are derived from its own, so
/// the ledger deduplicates them.
/// </summary>
/// <remarks>
/// <para>(1) Publish the message as the REST API would.</para>
/// <para>(2) Answer a refusal and publish it as an event; a redelivery of the command could not succeed.</para>
/// <para>(3) Send the ids to a caller that waits for an answer.</para>
/// <para>An unexpected failure, above all an unreachable ledger, throws, and the broker redelivers the command.</para>
/// </remarks>
internal sealed partial class EnqueueMessageConsumer(
    MessagePublisher publisher,
    ILogger<EnqueueMessageConsumer> logger) : IConsumer<EnqueueMessage>
{
    public async Task Consume(ConsumeContext<EnqueueMessage> context)
    {
        // (1)
        var answers = await publisher.PublishAsync([ToRequest(context)], context.CancellationToken);
        switch (answers[0])
        {
            case PublishAnswer.Refused refused:
                // (2)
                await RefuseAsync(context, refused.Refusal);
                break;
            case PublishAnswer.Single single:
                // (3)
                await AnswerAsync(context, [single.Message]);
                break;
            case PublishAnswer.Group group:
                await AnswerAsync(context, group.Messages);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static PublishRequest ToRequest(ConsumeContext<EnqueueMessage> context)
    {
        var command = context.Message;
        return new PublishRequest
        {
            Destination = ByteText.FromText(command.Destination ?? ""),
            QueueName = string.IsNullOrEmpty(command.QueueName) ? null : command.QueueName,
            Headers = [.. (command.Headers ?? new Dictionary<string, string>())
                .Select(header => new HeaderLine(header.Key, ByteText.FromText(header.Value ?? "")))],
            Body = command.Body,
            CommandId = context.MessageId,
        };
    }

    private static Task AnswerAsync(ConsumeContext<EnqueueMessage> context, IReadOnlyList<PublishedMessage> messages) =>
        context.ResponseAddress is null
            ? Task.CompletedTask
            : context.RespondAsync(new MessageEnqueued
            {
                MessageIds = [.. messages.Select(message => message.MessageId)],
                Deduplicated = messages.All(message => message.Deduplicated == true),
            });

    private async Task RefuseAsync(ConsumeContext<EnqueueMessage> context, Refusal refusal)
    {
        Log.Refused(logger, context.MessageId, refusal.Status, refusal.Text);
        var rejected = new MessageRejected
        {
            Destination = context.Message.Destination ?? "",
            QueueName = context.Message.QueueName,
            Error = refusal.Text,
            Status = refusal.Status,
            CommandId = context.MessageId,
        };
        await context.Publish(rejected, context.CancellationToken);
        if (context.ResponseAddress is not null)
        {
            await context.RespondAsync(rejected);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Command {CommandId} was rejected with {Status}: {Reason}")]
        public static partial void Refused(ILogger logger, Guid? commandId, int status, string reason);
    }
}
