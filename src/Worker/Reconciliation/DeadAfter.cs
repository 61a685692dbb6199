using BusQStash.Store.Instances;
using BusQStash.Store.Startup;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Reconciliation;

/// <summary>From which age of its last heartbeat on a process is dead, and whether this process can tell.</summary>
internal sealed class DeadAfter(ILedgerContact contact, StoreKind store, IOptions<ReconcilerOptions> options)
{
    /// <summary>The age. An SQLite ledger has one process at a time: whoever else is written there is gone.</summary>
    public TimeSpan Age => store == StoreKind.Sqlite ? TimeSpan.Zero : options.Value.DeadAfter;

    /// <summary>Whether this process has been in touch with the ledger all the time: see <see cref="ILedgerContact"/>.</summary>
    public bool CanTell => contact.Unbroken >= Age;
}
