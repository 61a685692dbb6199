namespace BusQStash.Store.Startup;

/// <summary>Prepares the ledger for use.</summary>
internal interface IStoreSetup
{
    /// <summary>Migrates the schema to this version; does nothing if it is current.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Explains to the operator why the ledger could not be prepared and what to do; <see langword="null"/> for an unexpected error.</summary>
    string? Explain(Exception error);
}
