namespace BusQStash.Store.Tokens;

/// <summary>What a token allows. The numbers are in the ledger.</summary>
[Flags]
public enum TokenRights
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Reading, but for keys and secrets.</summary>
    Read = 1,

    /// <summary>Publishing and enqueueing.</summary>
    Publish = 2,

    /// <summary>Everything.</summary>
    Admin = 4,
}
