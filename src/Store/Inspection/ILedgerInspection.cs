namespace BusQStash.Store.Inspection;

/// <summary>Looks a ledger over that may be empty, old, read-only or in use, and changes nothing in it.</summary>
public interface ILedgerInspection
{
    /// <summary>What there is to see. Throws what the database throws when it cannot be reached.</summary>
    Task<LedgerCondition> LookAsync(CancellationToken cancellationToken);
}
