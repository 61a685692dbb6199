using BusQStash.Bus.Publishing;
using MassTransit;

namespace BusQStash.Worker.Delivery;

/// <summary>Takes commands of unordered messages from RabbitMQ; each is acknowledged once it is done with.</summary>
internal sealed class DeliverUnorderedConsumer(UnorderedDelivery delivery) : IConsumer<DeliverMessage>
{
    public Task Consume(ConsumeContext<DeliverMessage> context) =>
        delivery.RunAsync(context.Message, context.ReceiveContext.Redelivered, context.CancellationToken);
}
