namespace BusQStash.Store.Instances;

/// <summary>Identity and availability of the ledger.</summary>
public interface ILedgerIdentity
{
    /// <summary>
    /// Random id created with the ledger; names the marker stored in the broker. It changes when the ledger may lack its last commits: when a standby is promoted.
    /// </summary>
    Task<string> GetIdAsync(CancellationToken cancellationToken);

    /// <summary>Returns when the ledger answers.</summary>
    Task PingAsync(CancellationToken cancellationToken);
}
