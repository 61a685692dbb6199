using System.Globalization;

namespace BusQStash.Api.Http;

/// <summary>
/// Replaces lone surrogates in JSON: strings of JavaScript and Java can be cut inside a surrogate pair, and their serializers escape the remaining half, which the JSON reader
/// rejects. It is read as U+FFFD (wire contract 2.3), as Go's JSON reader does.
/// </summary>
internal static class JsonText
{
    private const int EscapeLength = 6;

    /// <summary>Replaces every escaped lone surrogate in place: both forms have the same length.</summary>
    internal static void Mend(Span<byte> json)
    {
        // In JSON a backslash occurs only in strings, and always before the character it escapes.
        for (var rest = json; rest.IndexOf((byte)'\\') is >= 0 and var at;)
        {
            rest = rest[at..];
            var unit = Unit(rest);
            if (!char.IsSurrogate(unit))
            {
                rest = rest[Math.Min(2, rest.Length)..];
            }
            else if (char.IsHighSurrogate(unit) && char.IsLowSurrogate(Unit(rest[EscapeLength..])))
            {
                rest = rest[(2 * EscapeLength)..];
            }
            else
            {
                "\\ufffd"u8.CopyTo(rest);
                rest = rest[EscapeLength..];
            }
        }
    }

    /// <summary>The UTF-16 unit of an escape of the form <c>\u12ab</c>; NUL for anything else.</summary>
    private static char Unit(ReadOnlySpan<byte> text) =>
        text.Length >= EscapeLength && text[0] == '\\' && text[1] == 'u'
        && ushort.TryParse(text[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : '\0';
}
