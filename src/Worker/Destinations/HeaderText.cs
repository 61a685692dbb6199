using System.Text;
using System.Text.Unicode;

namespace BusQStash.Worker.Destinations;

/// <summary>Header names and values between the wire, the ledger and JSON.</summary>
internal static class HeaderText
{
    /// <summary>The dash-separated, capitalised form of a name: <c>content-type</c> becomes <c>Content-Type</c>.</summary>
    public static string Canonical(string name) => string.Create(name.Length, name, static (span, source) =>
    {
        var first = true;
        for (var i = 0; i < source.Length; i++)
        {
            span[i] = first ? char.ToUpperInvariant(source[i]) : char.ToLowerInvariant(source[i]);
            first = source[i] == '-';
        }
    });

    /// <summary>A value that ends no line: line breaks and NUL become blanks, as RFC 9110 section 5.5 has it.</summary>
    public static string OneLine(string value) =>
        value.AsSpan().ContainsAny('\r', '\n', '\0')
            ? value.Replace('\r', ' ').Replace('\n', ' ').Replace('\0', ' ')
            : value;

    /// <summary>A value as people read it: its bytes are UTF-8 when they can be, Latin-1 otherwise.</summary>
    public static string Readable(string value)
    {
        if (Ascii.IsValid(value))
        {
            return value;
        }

        var octets = Encoding.Latin1.GetBytes(value);
        return Utf8.IsValid(octets) ? Encoding.UTF8.GetString(octets) : value;
    }
}
