using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BusQStash.Client.Receiving;

/// <summary>Verifies that a request comes from the server and was not altered in transit.</summary>
/// <remarks>
/// A signature is a JWT (HS256) made with the current signing key. After a rotation the next key becomes the current one, so both are tried.
/// Requires only the two keys: usable in any program, with or without ASP.NET Core.
/// </remarks>
public sealed class SignatureVerifier
{
    private const string Issuer = "Upstash";

    private readonly byte[][] _keys;
    private readonly TimeProvider _time;

    /// <param name="currentSigningKey">The current key, <c>sig_</c> included.</param>
    /// <param name="nextSigningKey">The next key. Without it this receiver rejects all requests after a rotation.</param>
    /// <param name="time">The clock. <see langword="null"/>: the system's.</param>
    public SignatureVerifier(string currentSigningKey, string? nextSigningKey = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(currentSigningKey);
        _keys = string.IsNullOrWhiteSpace(nextSigningKey)
            ? [Encoding.UTF8.GetBytes(currentSigningKey)]
            : [Encoding.UTF8.GetBytes(currentSigningKey), Encoding.UTF8.GetBytes(nextSigningKey)];
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Allowed clock skew between this machine and the server. Default: none; a signature is valid for five minutes already.</summary>
    public TimeSpan Tolerance { get; init; }

    /// <summary>Verifies a request: signature, issuer, expiry, not-before, URL if one is given, body; in this order.</summary>
    /// <param name="signature">The value of the header <c>Upstash-Signature</c>.</param>
    /// <param name="body">The body exactly as received; a body that was parsed and serialised again does not match.</param>
    /// <param name="url">The URL as published. <see langword="null"/>: not verified, because it is often unknown behind a proxy.</param>
    public SignatureResult Verify(string? signature, ReadOnlySpan<byte> body, string? url = null)
    {
        if (string.IsNullOrWhiteSpace(signature))
        {
            return SignatureResult.Invalid(SignatureFailure.Missing, "the header Upstash-Signature is missing");
        }

        if (SignatureToken.Parse(signature.Trim()) is not { } token)
        {
            return SignatureResult.Invalid(SignatureFailure.Malformed, "the signature is no token (JWT, HS256) with the claims it must have");
        }

        return _keys.Any(token.IsSignedWith)
            ? CheckClaims(token, body, url)
            : SignatureResult.Invalid(SignatureFailure.Signature, "the signature was made with neither the current nor the next signing key");
    }

    private SignatureResult CheckClaims(SignatureToken token, ReadOnlySpan<byte> body, string? url)
    {
        var now = _time.GetUtcNow();
        if (token.Issuer != Issuer)
        {
            return SignatureResult.Invalid(SignatureFailure.Issuer, $"the issuer is '{token.Issuer}', not '{Issuer}'");
        }

        if (token.ExpiresAt <= now - Tolerance)
        {
            return SignatureResult.Invalid(SignatureFailure.Expired, $"the signature expired at {token.ExpiresAt:u}; here it is {now:u}");
        }

        if (token.NotBefore > now + Tolerance)
        {
            return SignatureResult.Invalid(SignatureFailure.NotYetValid, $"the signature is not valid before {token.NotBefore:u}; here it is {now:u}");
        }

        if (url is not null && token.Subject != url)
        {
            return SignatureResult.Invalid(SignatureFailure.Subject, $"the signature is for '{token.Subject}', not for '{url}'");
        }

        return IsHashOf(token.BodyHash, body)
            ? SignatureResult.Valid(new SignatureClaims(token.Subject, token.TokenId, token.IssuedAt, token.ExpiresAt))
            : SignatureResult.Invalid(SignatureFailure.Body, "the signature is for another body; was this one parsed and written anew?");
    }

    private static bool IsHashOf(string claim, ReadOnlySpan<byte> body)
    {
        // Some signers pad the value.
        Span<byte> claimed = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> actual = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(body, actual);
        var text = claim.AsSpan().TrimEnd('=');
        return text.Length == Base64Url.GetEncodedLength(SHA256.HashSizeInBytes)
            && Base64Url.IsValid(text) // Decoding throws on what is none.
            && Base64Url.TryDecodeFromChars(text, claimed, out var written)
            && written == claimed.Length
            && CryptographicOperations.FixedTimeEquals(claimed, actual);
    }
}
