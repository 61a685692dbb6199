using BusQStash.Bus.Publishing;
using BusQStash.Bus.Receiving;
using BusQStash.Contracts.Queues;
using BusQStash.Worker.Delivery;
using MassTransit;

namespace BusQStash.Worker.Queues;

/// <summary>
/// Gives the lane a turn and acknowledges once the command's message is final or the ledger looks after it. A command that comes twice finds its
/// message finished.
/// </summary>
internal sealed class LaneTurnConsumer(LaneHost lanes) : IConsumer<DeliverMessage>, IConsumer<LaneTurn>
{
    public Task Consume(ConsumeContext<DeliverMessage> context)
    {
        var command = context.Message;
        if (command is not { Seq: > 0, Spec.QueueName: { Length: > 0 } queueName } || !CommandShape.IsWhole(command))
        {
            throw new PoisonCommandException("A command on a lane does not say which message of which queue it is, or not all of it.");
        }

        return lanes.TakeTurnAsync(
            queueName, LaneHost.ShardOf(context.ReceiveContext.InputAddress), CommandShape.MessageOf(command, command.Body), command);
    }

    public Task Consume(ConsumeContext<LaneTurn> context)
    {
        if (context.Message.QueueName is not { Length: > 0 })
        {
            throw new PoisonCommandException("A turn does not say for which queue.");
        }

        // Acknowledged at once: if the process dies now, the lane has work, no owner and no due time, and is found within seconds.
        lanes.Wake(context.Message.QueueName, LaneHost.ShardOf(context.ReceiveContext.InputAddress));
        return Task.CompletedTask;
    }
}
