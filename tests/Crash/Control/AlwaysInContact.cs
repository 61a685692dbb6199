using BusQStash.Store.Instances;

namespace BusQStash.Crash.Control;

/// <summary>Claims that contact with the ledger was never lost, so that after an outage all other processes are considered dead.</summary>
internal sealed class AlwaysInContact : ILedgerContact
{
    public TimeSpan Unbroken => TimeSpan.MaxValue;

    public TimeSpan SinceAnswer => TimeSpan.Zero;

    public CancellationToken Lost => CancellationToken.None;
}
