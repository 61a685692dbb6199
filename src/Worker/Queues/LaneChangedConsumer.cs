using BusQStash.Contracts.Queues;
using MassTransit;

namespace BusQStash.Worker.Queues;

/// <summary>Passes notices about queues on to their lanes. A duplicate is harmless: lanes only poll again.</summary>
internal sealed class LaneChangedConsumer(LaneHost lanes) : IConsumer<LaneChanged>
{
    public Task Consume(ConsumeContext<LaneChanged> context) => lanes.HearAsync(context.Message, context.CancellationToken);
}
