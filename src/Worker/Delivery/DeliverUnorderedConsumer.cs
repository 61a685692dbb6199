using BusQStash.Contracts.Messages;
using MassTransit;

namespace BusQStash.Worker.Delivery;

/// <summary>Takes commands of unordered messages from RabbitMQ; each is acknowledged once it is done with.</summary>
internal sealed class DeliverUnorderedConsumer(UnorderedDelivery delivery) : IConsumer<EnqueueMessage>
{
    public Task Consume(ConsumeContext<EnqueueMessage> context) =>
        delivery.RunAsync(context.Message, context.ReceiveContext.Redelivered, context.CancellationToken);
}
