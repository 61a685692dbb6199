using MassTransit;

namespace BusQStash.Broker.Tests.DropIn;

/// <summary>Fails twice before it takes an order.</summary>
internal sealed class FlakyConsumer(Orders orders) : IConsumer<OrderPlaced>
{
    public Task Consume(ConsumeContext<OrderPlaced> context)
    {
        orders.Add(nameof(FlakyConsumer), context.Message.Order);
        return context.GetRedeliveryCount() < 2 ? throw new InvalidOperationException("Not yet.") : Task.CompletedTask;
    }
}
