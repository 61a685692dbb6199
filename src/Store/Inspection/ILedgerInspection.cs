namespace BusQStash.Store.Inspection;

/// <summary>Inspects a ledger without changing it; the ledger may be empty, old, read-only or in use.</summary>
public interface ILedgerInspection
{
    /// <summary>Inspects the ledger. Throws the database's exception when it cannot be reached.</summary>
    Task<LedgerCondition> LookAsync(CancellationToken cancellationToken);
}
