using BusQStash.Store.Delays;
using MassTransit;
using MassTransit.Context;
using MassTransit.Scheduling;
using MassTransit.Serialization;

namespace BusQStash.Bus.Scheduling;

/// <summary>
/// MassTransit's scheduling seam over the ledger's due rows: <c>Redeliver</c>, <c>UseScheduledRedelivery</c> and <c>IMessageScheduler</c> work on a
/// stock broker, without the delayed-message plugin. A scheduled message is serialized now and sent, byte for byte, by a worker when it is due.
/// </summary>
/// <remarks>At least once: if a worker dies after sending and before removing the row, the message is sent again.</remarks>
internal sealed class LedgerScheduleMessageProvider(Uri sourceAddress, IDueItems due) : IScheduleMessageProvider
{
    public async Task<ScheduledMessage<T>> ScheduleSend<T>(
        Uri destinationAddress,
        DateTime scheduledTime,
        T message,
        IPipe<SendContext<T>> pipe,
        CancellationToken cancellationToken)
        where T : class
    {
        var context = new MessageSendContext<T>(message, cancellationToken)
        {
            DestinationAddress = destinationAddress,
            SourceAddress = sourceAddress,
            MessageId = NewId.NextGuid(),
            ConversationId = NewId.NextGuid(),
            ScheduledMessageId = ScheduleTokenIdCache<T>.GetTokenId(message),
            SupportedMessageTypes = MessageTypeCache<T>.MessageTypeNames,
            Serializer = SystemTextJsonMessageSerializer.Instance,
        };
        if (pipe.IsNotEmpty())
        {
            await pipe.Send(context);
        }

        var tokenId = context.ScheduledMessageId ?? NewId.NextGuid();
        var content = new ScheduledBusMessage(
            destinationAddress.ToString(),
            context.Serializer.ContentType.ToString(),
            context.Serializer.GetMessageBody(context).GetBytes(),
            ScheduledHeaders.Write(context));
        var dueAt = new DateTimeOffset(DateTime.SpecifyKind(scheduledTime.ToUniversalTime(), DateTimeKind.Utc));
        await due.ScheduleAsync(Token(tokenId), dueAt, content, cancellationToken);
        return new ScheduledMessageHandle<T>(tokenId, scheduledTime, destinationAddress, message);
    }

    public Task CancelScheduledSend(Guid tokenId, CancellationToken cancellationToken) =>
        due.CancelAsync(Token(tokenId), cancellationToken);

    public Task CancelScheduledSend(Uri destinationAddress, Guid tokenId, CancellationToken cancellationToken) =>
        CancelScheduledSend(tokenId, cancellationToken);

    private static string Token(Guid tokenId) => $"bus:{tokenId:n}";
}
