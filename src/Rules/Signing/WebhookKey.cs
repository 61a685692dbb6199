using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace BusQStash.Rules.Signing;

/// <summary>
/// The keys of Standard Webhooks derived from one signing key: a secret for HMAC and a pair for ed25519. They are derived, not stored, so they rotate with it, and
/// neither reveals the signing key or the other.
/// </summary>
/// <remarks>A receiver with the secret can sign as this server does; one with the public key cannot.</remarks>
internal sealed class WebhookKey
{
    private const string SecretPrefix = "whsec_", PublicPrefix = "whpk_";

    /// <summary>Within the 24 to 64 bytes the specification requires, and the seed length of ed25519.</summary>
    private const int Length = 32;

    private readonly byte[] _secret;
    private readonly Ed25519PrivateKeyParameters _pair;

    /// <param name="signingKey">The signing key's bytes, <c>sig_</c> included.</param>
    internal WebhookKey(byte[] signingKey)
    {
        _secret = Derive(signingKey, "busqstash standard webhooks v1"u8);
        _pair = new Ed25519PrivateKeyParameters(Derive(signingKey, "busqstash standard webhooks v1a"u8));
    }

    /// <summary>The secret in the receivers' format, <c>whsec_…</c>.</summary>
    internal string Secret => SecretPrefix + Convert.ToBase64String(_secret);

    /// <summary>The public key in the receivers' format, <c>whpk_…</c>.</summary>
    internal string PublicKey => PublicPrefix + Convert.ToBase64String(_pair.GeneratePublicKey().GetEncoded());

    /// <summary>The signed content: id, time and body, separated by dots.</summary>
    internal static byte[] Content(string id, DateTimeOffset at, ReadOnlySpan<byte> body) =>
        [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}.")), .. body];

    /// <summary>One signature for each scheme.</summary>
    internal IEnumerable<string> Sign(byte[] content, WebhookSchemes schemes)
    {
        if (schemes.HasFlag(WebhookSchemes.Symmetric))
        {
            yield return $"{WebhookSchemeNames.Symmetric},{Convert.ToBase64String(HMACSHA256.HashData(_secret, content))}";
        }

        if (schemes.HasFlag(WebhookSchemes.Asymmetric))
        {
            var signer = new Ed25519Signer();
            signer.Init(forSigning: true, _pair);
            signer.BlockUpdate(content, 0, content.Length);
            yield return $"{WebhookSchemeNames.Asymmetric},{Convert.ToBase64String(signer.GenerateSignature())}";
        }
    }

    private static byte[] Derive(byte[] signingKey, ReadOnlySpan<byte> purpose)
    {
        var derived = new byte[Length];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, signingKey, derived, salt: [], purpose);
        return derived;
    }
}
