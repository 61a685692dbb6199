using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing.Patterns;

namespace BusQStash.Api.Http;

/// <summary>
/// Decodes path segments that contain an escaped slash. Routing leaves the slash escaped and decodes everything else, so an id with a slash, as workflow runs may have, would be
/// mistaken for another.
/// </summary>
internal sealed class EscapedSlashMiddleware(RequestDelegate next)
{
    private const string Slash = "%2F";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestFeature>() is { RawTarget: var target }
            && target.Contains(Slash, StringComparison.OrdinalIgnoreCase)
            && context.GetEndpoint() is RouteEndpoint { RoutePattern: var pattern })
        {
            Decode(context.Request.RouteValues, pattern, RawTarget.Segments(target));
        }

        return next(context);
    }

    /// <summary>A path that routing normalised, for example one with dot segments, keeps routing's values.</summary>
    private static void Decode(RouteValueDictionary values, RoutePattern pattern, IReadOnlyList<string> segments)
    {
        if (segments.Count != pattern.PathSegments.Count)
        {
            return;
        }

        for (var i = 0; i < segments.Count; i++)
        {
            if (pattern.PathSegments[i] is { IsSimple: true, Parts: [RoutePatternParameterPart { IsCatchAll: false } parameter] })
            {
                values[parameter.Name] = ByteText.ToText(PercentEncoding.Decode(segments[i]));
            }
        }
    }
}
