namespace BusQStash.Api.Http;

/// <summary>The rights of a token.</summary>
[Flags]
internal enum Access
{
    None = 0,

    /// <summary>Reading, except keys and secrets.</summary>
    Read = 1,

    /// <summary>Publishing and enqueueing.</summary>
    Publish = 2,

    /// <summary>Everything.</summary>
    Full = Read | Publish | 4,
}
