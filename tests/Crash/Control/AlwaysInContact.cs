using BusQStash.Store.Instances;

namespace BusQStash.Crash.Control;

/// <summary>Believes that it has never been out of touch with the ledger: after an outage everybody else is taken for dead.</summary>
internal sealed class AlwaysInContact : ILedgerContact
{
    public TimeSpan Unbroken => TimeSpan.MaxValue;

    public CancellationToken Lost => CancellationToken.None;
}
