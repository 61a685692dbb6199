using System.Globalization;
using System.Text;

namespace BusQStash.Api.Http;

/// <summary>Percent-encoding in request targets; malformed escapes are kept rather than refused.</summary>
internal static class PercentEncoding
{
    /// <summary>The bytes that part of a target encodes, one character each.</summary>
    internal static string Decode(ReadOnlySpan<char> text, bool plusIsBlank = false)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length
                && byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                result.Append((char)value);
                i += 2;
            }
            else
            {
                result.Append(text[i] == '+' && plusIsBlank ? ' ' : text[i]);
            }
        }

        return result.ToString();
    }

    /// <summary>The same bytes with every character escaped that a request line cannot contain. Existing escapes stay unchanged.</summary>
    internal static string EscapeUnprintable(string bytes)
    {
        if (!bytes.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return bytes;
        }

        var result = new StringBuilder(bytes.Length + 16);
        foreach (var c in bytes)
        {
            if (c is >= '!' and <= '~')
            {
                result.Append(c);
            }
            else
            {
                result.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}");
            }
        }

        return result.ToString();
    }
}
