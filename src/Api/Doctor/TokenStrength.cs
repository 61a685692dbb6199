using System.Text.Json;
using System.Text.Json.Nodes;

namespace BusQStash.Api.Doctor;

/// <summary>Tells whether a token can be guessed by trying.</summary>
internal static class TokenStrength
{
    /// <summary>Half of what a random UUID has; a machine that tries a million a second needs half a million years.</summary>
    private const double EnoughBits = 64;

    /// <summary>
    /// By its length and by how many different characters are in it, which a text of words or of one character repeated has few of. A token that only looks random
    /// is not found out.
    /// </summary>
    internal static bool IsWeak(string token) => IsShort(PasswordOf(token) ?? token);

    private static bool IsShort(string text) => text.Length * Math.Log2(Math.Max(1, text.Distinct().Count())) < EnoughBits;

    /// <summary>SDKs for workflows want base64 of JSON: only the password in it is secret.</summary>
    private static string? PasswordOf(string token)
    {
        try
        {
            return JsonNode.Parse(Convert.FromBase64String(token)) is JsonObject user && user["Password"] is JsonValue password ? password.ToString() : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }
}
