using BusQStash.Store.Instances;
using BusQStash.Store.Startup;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Reconciliation;

/// <summary>From which age of its last heartbeat on a process is dead, and whether this process can tell.</summary>
internal sealed class DeadAfter(ILedgerContact contact, StoreKind store, IOptions<ReconcilerOptions> options)
{
    /// <summary>Heartbeat age after which a process is considered dead. An SQLite ledger has one process at a time, so all others are dead.</summary>
    public TimeSpan Age => store == StoreKind.Sqlite ? TimeSpan.Zero : options.Value.DeadAfter;

    /// <summary>Whether this process has been in touch with the ledger all the time: see <see cref="ILedgerContact"/>.</summary>
    public bool CanTell => contact.Unbroken >= Age;
}
