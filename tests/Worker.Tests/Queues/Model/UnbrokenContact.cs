using BusQStash.Store.Instances;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>The ledger of the model is never away for everybody.</summary>
internal sealed class UnbrokenContact : ILedgerContact
{
    public TimeSpan Unbroken => TimeSpan.MaxValue;

    public TimeSpan SinceAnswer => TimeSpan.Zero;

    public CancellationToken Lost => CancellationToken.None;
}
