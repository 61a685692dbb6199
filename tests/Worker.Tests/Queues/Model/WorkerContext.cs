namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>Brings whatever a worker goes on with into the history's order.</summary>
internal sealed class WorkerContext(Interleaving interleaving, ModelWorker worker) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => interleaving.Add(new ReadyItem(worker, d, state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing waits in the model.");

    public override SynchronizationContext CreateCopy() => this;
}
