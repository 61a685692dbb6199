using System.Globalization;

namespace BusQStash.Api.Http;

/// <summary>
/// Mends JSON whose texts were cut inside a surrogate pair: JavaScript's and Java's strings can be, and their serializers write the half that is left as an escape,
/// which no reader here takes. It is read as U+FFFD (wire contract 2.3), as JSON readers of Go do.
/// </summary>
internal static class JsonText
{
    private const int EscapeLength = 6;

    /// <summary>Replaces every escape of half a pair in its place: both are of the same length.</summary>
    internal static void Mend(Span<byte> json)
    {
        // In JSON a backslash stands in texts only, and always before what it escapes.
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

    /// <summary>What an escape of the form <c>\u12ab</c> stands for; NUL for anything else.</summary>
    private static char Unit(ReadOnlySpan<byte> text) =>
        text.Length >= EscapeLength && text[0] == '\\' && text[1] == 'u'
        && ushort.TryParse(text[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : '\0';
}
