using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BusQStash.Client.Receiving;

/// <summary>A parsed signature. Anyone may send one, so its content is untrusted until its key was verified, and parsing never throws.</summary>
internal sealed record SignatureToken
{
    /// <summary>A genuine token contains a URL (16 KiB at most) and little else.</summary>
    private const int MaxLength = 64 * 1024;

    internal required byte[] SignedPart { get; init; }

    internal required byte[] Mac { get; init; }

    internal required string Issuer { get; init; }

    internal required string Subject { get; init; }

    internal required string BodyHash { get; init; }

    internal required DateTimeOffset ExpiresAt { get; init; }

    internal required DateTimeOffset? NotBefore { get; init; }

    internal required DateTimeOffset? IssuedAt { get; init; }

    internal required string? TokenId { get; init; }

    /// <summary>Parses a token; <see langword="null"/> when the text is not one.</summary>
    internal static SignatureToken? Parse(string text)
    {
        if (text.Length > MaxLength || text.Split('.') is not [var head, var claims, var mac] || !Ascii.IsValid(text))
        {
            return null;
        }

        try
        {
            using var headJson = JsonDocument.Parse(Base64Url.DecodeFromChars(head));
            using var claimsJson = JsonDocument.Parse(Base64Url.DecodeFromChars(claims));
            return headJson.RootElement.ValueKind == JsonValueKind.Object && Text(headJson.RootElement, "alg") == "HS256"
                ? Read(claimsJson.RootElement, Encoding.ASCII.GetBytes($"{head}.{claims}"), Base64Url.DecodeFromChars(mac))
                : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    internal bool IsSignedWith(byte[] key)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _ = HMACSHA256.HashData(key, SignedPart, expected);
        return CryptographicOperations.FixedTimeEquals(expected, Mac);
    }

    private static SignatureToken? Read(JsonElement claims, byte[] signedPart, byte[] mac) =>
        claims.ValueKind == JsonValueKind.Object
        && Text(claims, "iss") is { } issuer
        && Text(claims, "sub") is { } subject
        && Text(claims, "body") is { } bodyHash
        && Time(claims, "exp") is { } expiresAt
            ? new SignatureToken
            {
                SignedPart = signedPart,
                Mac = mac,
                Issuer = issuer,
                Subject = subject,
                BodyHash = bodyHash,
                ExpiresAt = expiresAt,
                NotBefore = Time(claims, "nbf"),
                IssuedAt = Time(claims, "iat"),
                TokenId = Text(claims, "jti"),
            }
            : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Time(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds)
            && seconds >= 0 && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000))
            : null;
}
