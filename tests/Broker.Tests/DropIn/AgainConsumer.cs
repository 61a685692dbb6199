using MassTransit;

namespace BusQStash.Broker.Tests.DropIn;

/// <summary>Puts every order off once.</summary>
internal sealed class AgainConsumer(Orders orders) : IConsumer<OrderPlaced>
{
    public static TimeSpan Wait { get; } = TimeSpan.FromSeconds(2);

    public async Task Consume(ConsumeContext<OrderPlaced> context)
    {
        orders.Add(nameof(AgainConsumer), context.Message.Order);
        if (context.GetRedeliveryCount() == 0)
        {
            await context.Redeliver(Wait);
        }
    }
}
