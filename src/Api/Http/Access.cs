namespace BusQStash.Api.Http;

/// <summary>What a token allows.</summary>
internal enum Access
{
    None,
    Read,
    Full,
}
