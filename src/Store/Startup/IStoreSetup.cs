namespace BusQStash.Store.Startup;

/// <summary>Makes the ledger ready for use.</summary>
internal interface IStoreSetup
{
    /// <summary>Brings the schema up to this version; harmless when it is there already.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);
}
