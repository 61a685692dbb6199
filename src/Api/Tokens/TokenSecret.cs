using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BusQStash.Api.Tokens;

/// <summary>Generates tokens and hashes them.</summary>
internal static class TokenSecret
{
    /// <summary>Prefix of generated tokens: secret scanners find it, and a token with it is never forwarded to a destination.</summary>
    internal const string Prefix = "bqs_";

    /// <summary>256 random bits cannot be guessed, so the hash needs neither a salt nor a slow algorithm.</summary>
    private const int Bytes = 32;

    internal static string Next() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    internal static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Whether a text has the form of a hash from <see cref="Hash"/>.</summary>
    internal static bool IsHash(string text) => text.Length == SHA256.HashSizeInBytes * 2 && text.All(char.IsAsciiHexDigit);
}
