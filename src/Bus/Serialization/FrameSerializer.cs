using System.Net.Mime;
using System.Runtime.Serialization;
using BusQStash.Bus.Publishing;
using MassTransit;
using MassTransit.Serialization;

namespace BusQStash.Bus.Serialization;

/// <summary>MassTransit's view of <see cref="FrameFormat"/>; only <see cref="DeliverMessage"/> travels in frames.</summary>
internal sealed class FrameSerializer : ISerializerFactory, IMessageSerializer, IMessageDeserializer
{
    public static readonly FrameSerializer Instance = new();

    private static readonly string[] MessageTypes = [MessageUrn.ForTypeString<DeliverMessage>()];

    public ContentType ContentType { get; } = new("application/vnd.busqstash.frame");

    public IMessageSerializer CreateSerializer() => this;

    public IMessageDeserializer CreateDeserializer() => this;

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class =>
        context.Message is DeliverMessage command
            ? new BytesMessageBody(FrameFormat.Write(command))
            : throw new SerializationException($"{typeof(T)} does not travel in frames.");

    public ConsumeContext Deserialize(ReceiveContext receiveContext) =>
        new BodyConsumeContext(
            receiveContext,
            Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null)
    {
        var command = FrameFormat.Read(body.GetBytes());
        var context = new RawMessageContext(headers, destinationAddress, RawSerializerOptions.Default);
        return new FrameSerializerContext(ContentType, context, MessageTypes, command);
    }

    public MessageBody GetMessageBody(string text) => new StringMessageBody(text);

    public void Probe(ProbeContext context) => context.CreateScope("frame").Add("contentType", ContentType.MediaType);
}
