namespace BusQStash.Store.Startup;

/// <summary>Makes the ledger ready for use.</summary>
internal interface IStoreSetup
{
    /// <summary>Brings the schema up to this version; harmless when it is there already.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Why the ledger could not be made ready and what to do about it, for people; nothing for an error nobody foresaw.</summary>
    string? Explain(Exception error);
}
