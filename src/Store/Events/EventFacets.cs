using BusQStash.Store.Sql;

namespace BusQStash.Store.Events;

/// <summary>Facets by which the logs are searched. <see cref="SqlMessageEvents"/> describes how.</summary>
public static class EventFacets
{
    /// <summary>
    /// ACTIVE and DELIVERED entries have no keys of their own if they follow CREATED within this time; they are found through it. The value may grow but never shrink, because
    /// existing entries rely on it.
    /// </summary>
    public const long CarriedByCreatedMs = 2_000;

    /// <summary>The facets a query filters by, the usually most selective first.</summary>
    internal static IReadOnlyList<Facet> Of(EventQuery query) => Facet.Used(
        ("schedule_key", query.ScheduleIds),
        (Facet.Label, query.Labels),
        ("flow_key", query.FlowControlKeys),
        ("url_key", query.Urls),
        ("path_key", query.Paths),
        ("queue_key", query.QueueNames),
        ("topic_key", query.TopicNames),
        ("host_key", query.Hosts),
        ("caller_ip_key", query.CallerIps));

    /// <summary>Whether an entry has its own facet keys.</summary>
    public static bool Carries(EventState state, long time, long createdAt) =>
        state is not (EventState.Active or EventState.Delivered) || time > createdAt + CarriedByCreatedMs;

    /// <summary>Host and port of a URL as written in it, in lower case.</summary>
    public static string HostOf(string url)
    {
        var rest = AfterScheme(url);
        var end = rest.IndexOfAny('/', '?', '#');
        return (end < 0 ? rest : rest[..end]).ToString().ToLowerInvariant();
    }

    /// <summary>The path of a URL, unchanged; <c>/</c> when it has none.</summary>
    public static string PathOf(string url)
    {
        var rest = AfterScheme(url);
        var end = rest.IndexOfAny('?', '#');
        rest = end < 0 ? rest : rest[..end];
        var start = rest.IndexOf('/');
        return start < 0 ? "/" : rest[start..].ToString();
    }

    private static ReadOnlySpan<char> AfterScheme(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        return scheme < 0 ? url : url.AsSpan(scheme + 3);
    }
}
