using System.Buffers;
using System.Net.Mime;
using System.Text.Json;
using MassTransit;
using MassTransit.Metadata;
using MassTransit.Serialization;

namespace BusQStash.Bus.Serialization;

/// <summary>
/// Publishes an event from its existing JSON: wraps it in an envelope with the fields MassTransit would write, without serializing it a second time.
/// RabbitMQ returns it when it has no subscriber.
/// </summary>
/// <param name="json">The event as UTF-8 JSON, names in camel case.</param>
internal sealed class EventEnvelope<TEvent>(ReadOnlyMemory<byte> json) : IPipe<PublishContext<TEvent>>, IMessageSerializer
    where TEvent : class
{
    // The fields around the event: addresses, ids, types and the host.
    private const int RoughSize = 1_024;
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true };

    // The process does not change.
    private static readonly byte[] Host = JsonSerializer.SerializeToUtf8Bytes(HostMetadataCache.Host, SystemTextJsonMessageSerializer.Options);

    public ContentType ContentType => SystemTextJsonMessageSerializer.JsonContentType;

    public Task Send(PublishContext<TEvent> context)
    {
        context.Serializer = this;
        if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
        {
            rabbit.Mandatory = true;
        }

        return Task.CompletedTask;
    }

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class
    {
        var envelope = new ArrayBufferWriter<byte>(json.Length + RoughSize);
        using var writer = new Utf8JsonWriter(envelope, Options);
        writer.WriteStartObject();
        Write(writer, "messageId"u8, context.MessageId);
        Write(writer, "requestId"u8, context.RequestId);
        Write(writer, "correlationId"u8, context.CorrelationId);
        Write(writer, "conversationId"u8, context.ConversationId);
        Write(writer, "initiatorId"u8, context.InitiatorId);
        Write(writer, "sourceAddress"u8, context.SourceAddress);
        Write(writer, "destinationAddress"u8, context.DestinationAddress);
        Write(writer, "responseAddress"u8, context.ResponseAddress);
        Write(writer, "faultAddress"u8, context.FaultAddress);
        WriteTypes(writer, context.SupportedMessageTypes);
        writer.WritePropertyName("message"u8);
        writer.WriteRawValue(json.Span, skipInputValidation: true);
        if (context.SentTime is { } sentAt)
        {
            writer.WriteString("sentTime"u8, sentAt);
        }

        WriteHeaders(writer, context.Headers);
        writer.WritePropertyName("host"u8);
        writer.WriteRawValue(Host, skipInputValidation: true);
        writer.WriteEndObject();
        writer.Flush();
        return new BytesMessageBody(envelope.WrittenSpan.ToArray());
    }

    public void Probe(ProbeContext context) => context.CreateScope("event").Add("contentType", ContentType.MediaType);

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Guid? id)
    {
        if (id is { } value)
        {
            writer.WriteString(name, value);
        }
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Uri? address)
    {
        if (address is not null)
        {
            writer.WriteString(name, address.ToString());
        }
    }

    private static void WriteTypes(Utf8JsonWriter writer, string[] types)
    {
        writer.WriteStartArray("messageType"u8);
        foreach (var type in types)
        {
            writer.WriteStringValue(type);
        }

        writer.WriteEndArray();
    }

    private static void WriteHeaders(Utf8JsonWriter writer, SendHeaders headers)
    {
        writer.WriteStartObject("headers"u8);
        foreach (var (name, value) in headers.GetAll())
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, value, SystemTextJsonMessageSerializer.Options);
        }

        writer.WriteEndObject();
    }
}
