using System.Net.Mime;
using BusQStash.Store.Delays;
using MassTransit;

namespace BusQStash.Bus.Scheduling;

/// <summary>Stands for a message that was serialized when it was scheduled.</summary>
public sealed class StoredBody
{
    internal static IPipe<SendContext<StoredBody>> Pipe(ScheduledBusMessage content) => new SendPipe(content);

    private sealed class SendPipe(ScheduledBusMessage content) : IPipe<SendContext<StoredBody>>
    {
        public Task Send(SendContext<StoredBody> context)
        {
            ScheduledHeaders.Apply(content.HeadersJson, context);
            context.Serializer = new Serializer(content);
            return Task.CompletedTask;
        }

        public void Probe(ProbeContext context)
        {
        }
    }

    private sealed class Serializer(ScheduledBusMessage content) : IMessageSerializer
    {
        public ContentType ContentType { get; } = new(content.ContentType);

        public MessageBody GetMessageBody<T>(SendContext<T> context)
            where T : class => new BytesMessageBody(content.Body.ToArray());
    }
}
