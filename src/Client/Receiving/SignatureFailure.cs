namespace BusQStash.Client.Receiving;

/// <summary>The check that a request failed.</summary>
public enum SignatureFailure
{
    /// <summary>None: the signature is valid.</summary>
    None,

    /// <summary>The request has no signature.</summary>
    Missing,

    /// <summary>The signature is not a valid token: not three parts, not HS256, or without a required claim.</summary>
    Malformed,

    /// <summary>It was made with neither of the two keys, or was altered.</summary>
    Signature,

    /// <summary>The issuer is not <c>Upstash</c>.</summary>
    Issuer,

    /// <summary>It has expired.</summary>
    Expired,

    /// <summary>It is not valid yet.</summary>
    NotYetValid,

    /// <summary>It was made for another URL.</summary>
    Subject,

    /// <summary>It was made for another body.</summary>
    Body,
}
