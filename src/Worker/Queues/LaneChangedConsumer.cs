using BusQStash.Contracts.Queues;
using MassTransit;

namespace BusQStash.Worker.Queues;

/// <summary>Passes news of queues on to their lanes. News that comes twice is harmless: lanes only look again.</summary>
internal sealed class LaneChangedConsumer(LaneHost lanes) : IConsumer<LaneChanged>
{
    public Task Consume(ConsumeContext<LaneChanged> context) => lanes.HearAsync(context.Message, context.CancellationToken);
}
