using MassTransit;

namespace BusQStash.Broker.Tests.DropIn;

/// <summary>A consumer of the shop, as its developers would write it.</summary>
internal sealed class OrderConsumer(Orders orders) : IConsumer<OrderPlaced>
{
    public Task Consume(ConsumeContext<OrderPlaced> context)
    {
        orders.Add(nameof(OrderConsumer), context.Message.Order);
        return Task.CompletedTask;
    }
}
