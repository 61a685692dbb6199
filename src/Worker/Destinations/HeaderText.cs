using System.Text;
using System.Text.Unicode;

namespace BusQStash.Worker.Destinations;

/// <summary>Header values between the wire, the ledger and JSON.</summary>
internal static class HeaderText
{
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
