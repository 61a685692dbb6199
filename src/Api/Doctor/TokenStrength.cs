using System.Text.Json;
using System.Text.Json.Nodes;

namespace BusQStash.Api.Doctor;

/// <summary>Tells whether a token is open to brute force.</summary>
internal static class TokenStrength
{
    /// <summary>Half the bits of a random UUID; a million guesses a second would take half a million years.</summary>
    private const double EnoughBits = 64;

    /// <summary>
    /// Estimates strength from length and the number of different characters, which is low for words and repetitions. A token that only looks random is not detected.
    /// </summary>
    internal static bool IsWeak(string token) => IsShort(PasswordOf(token) ?? token);

    private static bool IsShort(string text) => text.Length * Math.Log2(Math.Max(1, text.Distinct().Count())) < EnoughBits;

    /// <summary>SDKs for workflows need base64 of JSON, in which only the password is secret.</summary>
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
