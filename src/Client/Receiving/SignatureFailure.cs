namespace BusQStash.Client.Receiving;

/// <summary>Which check a request did not pass.</summary>
public enum SignatureFailure
{
    /// <summary>None: the signature is valid.</summary>
    None,

    /// <summary>There is no signature.</summary>
    Missing,

    /// <summary>It is no token: not three parts, not HS256, or without the claims it must have.</summary>
    Malformed,

    /// <summary>It was made with neither of the two keys, or changed since.</summary>
    Signature,

    /// <summary>Another issuer than <c>Upstash</c>.</summary>
    Issuer,

    /// <summary>It was valid too long ago.</summary>
    Expired,

    /// <summary>It is not valid yet.</summary>
    NotYetValid,

    /// <summary>It was made for another URL.</summary>
    Subject,

    /// <summary>It was made for another body.</summary>
    Body,
}
