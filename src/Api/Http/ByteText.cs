using System.Buffers;
using System.Text;

namespace BusQStash.Api.Http;

/// <summary>
/// Converts between header bytes and text. Inside the system every character of a header value stands for one byte (Latin-1). Text from JSON becomes its UTF-8 bytes; shown in
/// JSON, valid UTF-8 becomes text again.
/// </summary>
internal static class ByteText
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(c => c != '\t').Select(c => (char)c), '\u007f']);

    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    /// <summary>The UTF-8 bytes of a text, one character each.</summary>
    internal static string FromText(string text) => Ascii.IsValid(text) ? text : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>The text a value's bytes spell in UTF-8, else in Latin-1.</summary>
    internal static string ToText(string value)
    {
        if (Ascii.IsValid(value))
        {
            return value;
        }

        try
        {
            return StrictUtf8.GetString(Encoding.Latin1.GetBytes(value));
        }
        catch (DecoderFallbackException)
        {
            // Not UTF-8: the characters already are the Latin-1 text.
            return value;
        }
    }

    /// <summary>Whether a text is valid as a header name.</summary>
    internal static bool IsToken(ReadOnlySpan<char> name) => !name.IsEmpty && !name.ContainsAnyExcept(TokenCharacters);

    /// <summary>Whether a value contains a character that would break the header, or its reader.</summary>
    internal static bool HasControlCharacter(ReadOnlySpan<char> value) => value.ContainsAny(ControlCharacters);
}
