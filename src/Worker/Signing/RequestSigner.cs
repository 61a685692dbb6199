using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BusQStash.Worker.Signing;

/// <summary>Creates the signature that lets a destination verify the sender (wire contract 9): a compact JWS, HS256.</summary>
internal static class RequestSigner
{
    /// <summary>How long a receiver accepts the signature; each attempt gets a new one.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    // {"alg":"HS256","typ":"JWT"} in base64url, and the dot after it.
    private static ReadOnlySpan<byte> Head => "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."u8;

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Signs a request.</summary>
    /// <param name="key">The signing key's bytes, <c>sig_</c> included.</param>
    /// <param name="url">The URL that is called.</param>
    /// <param name="bodyHash">SHA-256 of the body.</param>
    /// <param name="now">The time of signing.</param>
    /// <param name="tokenId">Unique text, <c>jwt_…</c>.</param>
    public static string Sign(ReadOnlySpan<byte> key, string url, ReadOnlySpan<byte> bodyHash, DateTimeOffset now, string tokenId)
    {
        var claims = new ArrayBufferWriter<byte>(512);
        WriteClaims(claims, url, bodyHash, now.ToUnixTimeSeconds(), tokenId);

        var length = Head.Length + Base64Url.GetEncodedLength(claims.WrittenCount);
        var token = new byte[length + 1 + Base64Url.GetEncodedLength(HMACSHA256.HashSizeInBytes)];
        Head.CopyTo(token);
        _ = Base64Url.EncodeToUtf8(claims.WrittenSpan, token.AsSpan(Head.Length));

        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _ = HMACSHA256.HashData(key, token.AsSpan(0, length), mac);
        token[length] = (byte)'.';
        _ = Base64Url.EncodeToUtf8(mac, token.AsSpan(length + 1));
        return Encoding.ASCII.GetString(token);
    }

    private static void WriteClaims(ArrayBufferWriter<byte> claims, string url, ReadOnlySpan<byte> bodyHash, long now, string tokenId)
    {
        // The documented examples pad this one value, and every SDK strips the padding.
        Span<byte> hash = stackalloc byte[Base64.GetMaxEncodedToUtf8Length(bodyHash.Length)];
        hash.Fill((byte)'=');
        _ = Base64Url.EncodeToUtf8(bodyHash, hash);

        using var writer = new Utf8JsonWriter(claims, Json);
        writer.WriteStartObject();
        writer.WriteString("iss"u8, "Upstash"u8);
        writer.WriteString("sub"u8, url);
        writer.WriteNumber("exp"u8, now + (long)Lifetime.TotalSeconds);

        // Zero, so that a receiver with a slow clock still accepts the token.
        writer.WriteNumber("nbf"u8, 0);
        writer.WriteNumber("iat"u8, now);
        writer.WriteString("jti"u8, tokenId);
        writer.WriteString("body"u8, hash);
        writer.WriteEndObject();
    }
}
