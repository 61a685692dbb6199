using System.Security.Cryptography;

namespace BusQStash.Store.Signing;

/// <summary>Generates unguessable texts: signing keys and token ids.</summary>
public static class SigningRandom
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    // The length of the keys in the SDK documentation; 166 bits.
    private const int Length = 28;

    /// <summary>A signing key, <c>sig_…</c>.</summary>
    public static string NewKey() => "sig_" + RandomNumberGenerator.GetString(Base62, Length);

    /// <summary>The id of a token, <c>jwt_…</c>.</summary>
    public static string NewTokenId() => "jwt_" + RandomNumberGenerator.GetString(Base62, Length);
}
