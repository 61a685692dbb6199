namespace BusQStash.Store.Instances;

/// <summary>The ledger itself.</summary>
public interface ILedgerIdentity
{
    /// <summary>A random text made with the ledger; names the marker that is kept in the broker.</summary>
    Task<string> GetIdAsync(CancellationToken cancellationToken);

    /// <summary>Answers when the ledger does.</summary>
    Task PingAsync(CancellationToken cancellationToken);
}
