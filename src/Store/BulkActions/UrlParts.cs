using BusQStash.Store.Events;

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

        // A URL that cannot be parsed has neither.
        return Uri.TryCreate(url, UriKind.Absolute, out var parsed)
            && (filter.Hosts.Count == 0 || filter.Hosts.Any(host => HasHost(parsed, host)))
            && (filter.Paths.Count == 0 || filter.Paths.Contains(EventFacets.PathOf(url), StringComparer.Ordinal));
    }

    /// <summary>Compares host and port; the port may be omitted if it is the scheme's default.</summary>
    private static bool HasHost(Uri url, string host) =>
        host.Equals(url.Authority, StringComparison.OrdinalIgnoreCase)
        || host.Equals($"{url.Host}:{url.Port}", StringComparison.OrdinalIgnoreCase);
}
