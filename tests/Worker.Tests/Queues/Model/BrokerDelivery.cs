namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>A command in a worker's hand.</summary>
internal sealed class BrokerDelivery(BrokerQueue queue, ModelWorker worker, ModelCommand command)
{
    public ModelWorker Worker => worker;

    public ModelCommand Command => command;

    /// <summary>Nothing happens when the connection it came over is gone: the command is with somebody else by now.</summary>
    public void Acknowledge() => queue.Acknowledge(this);
}
