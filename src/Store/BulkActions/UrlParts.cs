namespace BusQStash.Store.BulkActions;

/// <summary>Compares the host and the path of a destination.</summary>
internal static class UrlParts
{
    public static bool Match(MessageFilter filter, string url)
    {
        if (filter is { Hosts.Count: 0, Paths.Count: 0 })
        {
            return true;
        }

        // What cannot be taken apart has neither.
        return Uri.TryCreate(url, UriKind.Absolute, out var parsed)
            && (filter.Hosts.Count == 0 || filter.Hosts.Any(host => HasHost(parsed, host)))
            && (filter.Paths.Count == 0 || filter.Paths.Contains(PathOf(url), StringComparer.Ordinal));
    }

    /// <summary>With its port, which may be left out where it is the scheme's own.</summary>
    private static bool HasHost(Uri url, string host) =>
        host.Equals(url.Authority, StringComparison.OrdinalIgnoreCase)
        || host.Equals($"{url.Host}:{url.Port}", StringComparison.OrdinalIgnoreCase);

    /// <summary>As it is written, not as it would be tidied up; the root when there is none.</summary>
    private static string PathOf(string url)
    {
        var authority = url.IndexOf("//", StringComparison.Ordinal) + 2;
        var end = url.AsSpan(authority).IndexOfAny('?', '#') is var at and >= 0 ? authority + at : url.Length;
        var path = url.AsSpan(authority, end - authority).IndexOf('/') is var slash and >= 0 ? url[(authority + slash)..end] : "";
        return path.Length == 0 ? "/" : path;
    }
}
