namespace BusQStash.Store.Tokens;

/// <summary>Rights of a token. The numbers are stored.</summary>
[Flags]
public enum TokenRights
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Reading, except keys and secrets.</summary>
    Read = 1,

    /// <summary>Publishing and enqueueing.</summary>
    Publish = 2,

    /// <summary>Everything.</summary>
    Admin = 4,
}
