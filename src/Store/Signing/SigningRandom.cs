using System.Security.Cryptography;

namespace BusQStash.Store.Signing;

/// <summary>Makes unguessable texts: keys and ids of tokens.</summary>
public static class SigningRandom
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    // As long as the keys the SDKs are documented with; 166 bits.
    private const int Length = 28;

    /// <summary>A signing key, <c>sig_…</c>.</summary>
    public static string NewKey() => "sig_" + RandomNumberGenerator.GetString(Base62, Length);

    /// <summary>The id of a token, <c>jwt_…</c>.</summary>
    public static string NewTokenId() => "jwt_" + RandomNumberGenerator.GetString(Base62, Length);
}
