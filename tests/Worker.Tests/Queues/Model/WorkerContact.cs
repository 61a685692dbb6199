using BusQStash.Store.Instances;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>What a worker knows of its contact with the ledger. It is never away for everybody.</summary>
internal sealed class WorkerContact(ModelWorker worker) : ILedgerContact
{
    public TimeSpan Unbroken => TimeSpan.MaxValue;

    public TimeSpan SinceAnswer => worker.SinceSeen;

    public CancellationToken Lost => CancellationToken.None;
}
