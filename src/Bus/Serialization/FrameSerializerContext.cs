using System.Net.Mime;
using BusQStash.Bus.Publishing;
using MassTransit;
using MassTransit.Serialization;

namespace BusQStash.Bus.Serialization;

/// <summary>A command that was read from a frame.</summary>
internal sealed class FrameSerializerContext(ContentType contentType, MessageContext context, string[] messageTypes, DeliverMessage command)
    : SystemTextJsonSerializerContext(
        SystemTextJsonMessageSerializer.Instance,
        SystemTextJsonMessageSerializer.Options,
        contentType,
        context,
        messageTypes,
        message: command)
{
    public override IMessageSerializer GetMessageSerializer() => FrameSerializer.Instance;
}
