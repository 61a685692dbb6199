namespace BusQStash.Store.Startup;

/// <summary>Makes the ledger ready for use: run once at every start, by every process.</summary>
internal interface IStoreSetup
{
    /// <summary>Brings the schema up to date. Several processes may do so at once.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);
}
