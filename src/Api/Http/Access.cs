namespace BusQStash.Api.Http;

/// <summary>What a token allows.</summary>
[Flags]
internal enum Access
{
    None = 0,

    /// <summary>Reading, but for keys and secrets.</summary>
    Read = 1,

    /// <summary>Publishing and enqueueing.</summary>
    Publish = 2,

    /// <summary>Everything.</summary>
    Full = Read | Publish | 4,
}
