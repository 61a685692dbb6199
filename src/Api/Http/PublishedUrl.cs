using System.Buffers;
using System.Text;
using BusQStash.Rules.Destinations;

namespace BusQStash.Api.Http;

/// <summary>Validates URLs that will be called and keeps them as they were written.</summary>
internal static class PublishedUrl
{
    /// <summary>Longer URLs are refused by most servers anyway.</summary>
    internal const int MaxLength = 16_384;

    internal const string InvalidScheme = "endpoint has invalid scheme, add http:// or https://";

    private static readonly SearchValues<char> NeverInAuthority = SearchValues.Create("\t \\%<>\"^`{|}");

    /// <summary>
    /// Reads an absolute http(s) URL given as bytes. Characters that a request line cannot contain are escaped, an international host is converted to its ASCII form, and a
    /// fragment, which is never sent, is removed; everything else stays byte for byte.
    /// </summary>
    /// <param name="text">The URL, one character per byte.</param>
    /// <param name="url">The URL to call.</param>
    /// <param name="parsed">The same URL parsed: the worker parses it the same way, so an accepted URL can be called.</param>
    /// <returns>The error, or <see langword="null"/>.</returns>
    internal static string? Read(string text, out string url, out DestinationUrl? parsed)
    {
        parsed = null;
        url = text.Trim();
        if (!DestinationUrl.HasHttpScheme(url))
        {
            return InvalidScheme;
        }

        if (url.Length > MaxLength)
        {
            return $"endpoint is longer than {MaxLength} characters";
        }

        var fragment = url.IndexOf('#', StringComparison.Ordinal);
        url = fragment < 0 ? url : url[..fragment];
        var hostAt = url.IndexOf("//", StringComparison.Ordinal) + 2;
        var hostEnd = url.AsSpan(hostAt).IndexOfAny('/', '?');
        var authority = hostEnd < 0 ? url[hostAt..] : url.Substring(hostAt, hostEnd);
        if (CheckAuthority(authority) is { } wrong)
        {
            return wrong;
        }

        var scheme = url[..hostAt];
        var rest = PercentEncoding.EscapeUnprintable(url[(hostAt + authority.Length)..]);
        if (!DestinationUrl.TryParse($"{scheme}{ByteText.ToText(authority)}{rest}", out parsed))
        {
            return "endpoint is not a valid URL";
        }

        url = Ascii.IsValid(authority) ? $"{scheme}{authority}{rest}" : $"{scheme}{parsed.Host}{rest}";
        return null;
    }

    private static string? CheckAuthority(string authority) => authority switch
    {
        "" => "endpoint has no host",
        _ when authority.Contains('@', StringComparison.Ordinal) => "endpoint must not carry user information",
        _ when authority.AsSpan().ContainsAny(NeverInAuthority) || ByteText.HasControlCharacter(authority) => "endpoint has an invalid host",
        _ => null,
    };
}
