using BusQStash.Contracts.Messages;
using BusQStash.Rules.Destinations;

namespace BusQStash.Api.Http;

/// <summary>
/// Reads destinations from raw request targets: a server's parsed path has lost double slashes, escapes and dot segments, all of which belong to the destination.
/// </summary>
internal static class RawTarget
{
    internal const string PublishRoute = "/v2/publish";
    internal const string EnqueueRoute = "/v2/enqueue";
    internal const string TriggerRoute = "/v2/trigger";
    internal const string SchedulesRoute = "/v2/schedules";
    internal const string TokenParameter = "qstash_token";
    internal const string ConfigurationPrefix = "upstash-";

    /// <summary>The destination at the end of a POST's target; <see langword="null"/> when the route takes none.</summary>
    internal static DestinationTarget? Parse(string rawTarget)
    {
        var target = WithOneSlash(OriginForm(rawTarget));
        var queryAt = target.IndexOf('?', StringComparison.Ordinal);
        var path = queryAt < 0 ? target : target[..queryAt];
        var query = queryAt < 0 ? null : target[(queryAt + 1)..];

        if (After(path, PublishRoute) is { } published)
        {
            return Split(PublishRoute, null, published, query);
        }

        if (After(path, TriggerRoute) is { } triggered)
        {
            return Split(TriggerRoute, null, triggered, query);
        }

        if (After(path, EnqueueRoute) is { } enqueued)
        {
            var slash = enqueued.IndexOf('/', StringComparison.Ordinal);
            return slash < 0
                ? Split(EnqueueRoute, PercentEncoding.Decode(enqueued), "", query)
                : Split(EnqueueRoute, PercentEncoding.Decode(enqueued.AsSpan(0, slash)), enqueued[(slash + 1)..], query);
        }

        return After(path, SchedulesRoute) is { } scheduled && !IsChangeOfSchedule(scheduled)
            ? Split(SchedulesRoute, null, scheduled, query)
            : null;
    }

    /// <summary>The segments of a target's path, undecoded.</summary>
    internal static IReadOnlyList<string> Segments(string rawTarget)
    {
        var target = OriginForm(rawTarget);
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return (query < 0 ? target : target[..query]).Trim('/').Split('/');
    }

    /// <summary>A path without the extra slashes of a base URL that ends in one.</summary>
    internal static string WithOneSlash(string path) => path.StartsWith("//", StringComparison.Ordinal) ? $"/{path.TrimStart('/')}" : path;

    /// <summary><c>ID/pause</c> and <c>ID/resume</c> change a schedule; no destination has that form except an upstream <c>api/pause</c>, which is not expected.</summary>
    private static bool IsChangeOfSchedule(string path) =>
        path.TrimEnd('/').Split('/') is [_, var last]
        && PercentEncoding.Decode(last).ToLowerInvariant() is "pause" or "resume";

    /// <summary>Proxies may send the absolute form, <c>http://server/v2/…</c>; the path starts after the authority.</summary>
    private static string OriginForm(string target)
    {
        if (target.StartsWith('/'))
        {
            return target;
        }

        var authority = target.IndexOf("://", StringComparison.Ordinal);
        var path = authority < 0 ? -1 : target.IndexOf('/', authority + 3);
        return path < 0 ? target : target[path..];
    }

    private static string? After(string path, string route) =>
        path.Length > route.Length && path[route.Length] == '/' && path.StartsWith(route, StringComparison.OrdinalIgnoreCase)
            ? path[(route.Length + 1)..]
            : null;

    private static DestinationTarget Split(string route, string? queueName, string path, string? query)
    {
        var destination = IsEncodedUrl(path) ? PercentEncoding.Decode(path) : path;
        var (own, rest) = SplitQuery(query);
        if (rest is null || !DestinationUrl.HasHttpScheme(destination))
        {
            // A group or upstream has no query of its own: remaining parameters are unknown and ignored.
            return new DestinationTarget(route, queueName, Unescaped(destination), own);
        }

        var joint = destination.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return new DestinationTarget(route, queueName, $"{destination}{joint}{rest}", own);
    }

    private static string Unescaped(string destination) =>
        DestinationUrl.HasHttpScheme(destination) ? destination : PercentEncoding.Decode(destination).TrimEnd('/');

    /// <summary>Whether the whole URL was escaped to fit into one path segment: <c>https%3A%2F%2F…</c> or <c>https:%2F%2F…</c>.</summary>
    private static bool IsEncodedUrl(string path)
    {
        if (!path.StartsWith("http", StringComparison.OrdinalIgnoreCase) || DestinationUrl.HasHttpScheme(path))
        {
            return false;
        }

        var start = path.Length > 32 ? path[..32] : path;
        return start.Contains('%', StringComparison.Ordinal) && DestinationUrl.HasHttpScheme(PercentEncoding.Decode(start));
    }

    private static (IReadOnlyList<HeaderLine> Own, string? Others) SplitQuery(string? query)
    {
        if (string.IsNullOrEmpty(query))
        {
            return ([], query);
        }

        List<HeaderLine> own = [];
        List<string> rest = [];
        var tokens = 0;
        foreach (var parameter in query.Split('&'))
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            var name = PercentEncoding.Decode(equals < 0 ? parameter : parameter.AsSpan(0, equals), plusIsBlank: true);
            if (name.StartsWith(ConfigurationPrefix, StringComparison.OrdinalIgnoreCase))
            {
                own.Add(new HeaderLine(name, equals < 0 ? "" : PercentEncoding.Decode(parameter.AsSpan(equals + 1), plusIsBlank: true)));
            }
            else if (name.Equals(TokenParameter, StringComparison.OrdinalIgnoreCase))
            {
                tokens++;
            }
            else
            {
                rest.Add(parameter);
            }
        }

        return (own, rest.Count == 0 && own.Count + tokens > 0 ? null : string.Join('&', rest));
    }
}
