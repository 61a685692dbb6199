using BusQStash.Bus.Serialization;
using MassTransit;

namespace BusQStash.Bus.Publishing;

/// <summary>Makes a command travel in a frame, and makes the broker return it when no broker queue would take it.</summary>
internal sealed class FramePipe : IPipe<SendContext<DeliverMessage>>
{
    public static readonly FramePipe Instance = new();

    public Task Send(SendContext<DeliverMessage> context)
    {
        context.Serializer = FrameSerializer.Instance;
        if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
        {
            rabbit.Mandatory = true;
        }

        return Task.CompletedTask;
    }

    public void Probe(ProbeContext context)
    {
    }
}
