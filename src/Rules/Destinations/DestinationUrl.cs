using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace BusQStash.Rules.Destinations;

/// <summary>A destination as it is called: the publisher's path and query byte for byte.</summary>
/// <remarks>
/// <see cref="System.Uri"/> would resolve dot segments and rewrite escapes. With that switched off it also leaves in everything after the authority
/// that must never reach the wire: a fragment, blanks and line breaks. This type checks and escapes those.
/// </remarks>
internal sealed record DestinationUrl
{
    // A few destinations receive most messages; long URLs mostly appear once.
    private const int MostKept = 1_024;
    private const int LongestKept = 256;

    private static readonly ConcurrentDictionary<string, DestinationUrl> Kept = new(StringComparer.Ordinal);
    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private DestinationUrl(string signed, Uri uri)
    {
        Signed = signed;
        Uri = uri;
        Host = uri.IsDefaultPort ? uri.IdnHost : string.Create(CultureInfo.InvariantCulture, $"{uri.IdnHost}:{uri.Port}");
    }

    /// <summary>The URL the signature names: the publisher's text without its fragment, which a destination never receives.</summary>
    public string Signed { get; }

    /// <summary>The URL that is called.</summary>
    public Uri Uri { get; }

    /// <summary>Host in ASCII, with its port when it is not the scheme's default. No user, path or query: safe for logs.</summary>
    public string Host { get; }

    /// <summary>Whether a text begins with a supported scheme.</summary>
    public static bool HasHttpScheme(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads an absolute http(s) URL.</summary>
    public static bool TryParse(string url, [NotNullWhen(true)] out DestinationUrl? destination)
    {
        if (Kept.TryGetValue(url, out destination))
        {
            return true;
        }

        if (!TryRead(url, out destination))
        {
            return false;
        }

        if (url.Length <= LongestKept)
        {
            Keep(url, destination);
        }

        return true;
    }

    private static void Keep(string url, DestinationUrl destination)
    {
        if (Kept.Count >= MostKept)
        {
            Kept.Clear();
        }

        Kept[url] = destination;
    }

    private static bool TryRead(string url, [NotNullWhen(true)] out DestinationUrl? destination)
    {
        destination = null;
        var fragment = url.IndexOf('#', StringComparison.Ordinal);
        var signed = fragment < 0 ? url : url[..fragment];
        if (!HasHttpScheme(signed))
        {
            // System.Uri accepts http:\/ too; its authority would then not be at the expected position.
            return false;
        }

        var scheme = signed.IndexOf("://", StringComparison.Ordinal);
        var authorityEnd = signed.AsSpan(scheme + 3).IndexOfAny('/', '?', '\\');
        var target = authorityEnd < 0 ? "" : signed[(scheme + 3 + authorityEnd)..];
        var sent = string.Concat(signed.AsSpan(0, signed.Length - target.Length), target.StartsWith('/') ? "" : "/", Escape(target));

        // Final check of the text for the request line: System.Uri ends an authority in its own way ("[::1]" and a line break).
        if (!Uri.TryCreate(sent, Verbatim, out var uri) || !HasHost(uri) || uri.PathAndQuery.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return false;
        }

        destination = new DestinationUrl(signed, uri);
        return true;
    }

    /// <summary>Whether the host has an ASCII form; .NET detects this only when the form is requested, and may return the host unchanged.</summary>
    private static bool HasHost(Uri uri)
    {
        try
        {
            return uri.IdnHost is { Length: > 0 } host && Ascii.IsValid(host);
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    /// <summary>Escapes characters that a request line cannot contain; everything else, right or wrong, stays unchanged.</summary>
    private static string Escape(string target)
    {
        if (!target.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return target;
        }

        var escaped = new StringBuilder(target.Length + 16);
        foreach (var octet in Encoding.UTF8.GetBytes(target))
        {
            _ = octet is > (byte)' ' and < 0x7f
                ? escaped.Append((char)octet)
                : escaped.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }

        return escaped.ToString();
    }
}
