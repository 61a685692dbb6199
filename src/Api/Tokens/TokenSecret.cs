using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BusQStash.Api.Tokens;

/// <summary>Makes tokens and their hashes.</summary>
internal static class TokenSecret
{
    /// <summary>What tokens made here begin with, so that scanners of secrets find them, and none is ever forwarded to a destination.</summary>
    internal const string Prefix = "bqs_";

    /// <summary>256 bits: what is hashed cannot be guessed, so the hash needs no salt and no slowness.</summary>
    private const int Bytes = 32;

    internal static string Next() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    internal static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Whether a text is a hash as <see cref="Hash"/> makes it.</summary>
    internal static bool IsHash(string text) => text.Length == SHA256.HashSizeInBytes * 2 && text.All(char.IsAsciiHexDigit);
}
