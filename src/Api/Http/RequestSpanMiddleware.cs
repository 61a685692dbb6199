using System.Diagnostics;
using System.Globalization;
using BusQStash.Rules.Tracing;
using Microsoft.AspNetCore.Http.Features;

namespace BusQStash.Api.Http;

/// <summary>Names the web server's span of a call after its route, because a path contains the destination, ids and names.</summary>
internal sealed class RequestSpanMiddleware(RequestDelegate next)
{
    private static readonly string[] OfTheAddress = ["url.path", "url.query", "url.full"];

    public Task InvokeAsync(HttpContext context)
    {
        var span = context.Features.Get<IHttpActivityFeature>()?.Activity;
        return span is { IsAllDataRequested: true } ? TraceAsync(context, span) : next(context);
    }

    private async Task TraceAsync(HttpContext context, Activity span)
    {
        if (!ApiPaths.Contain(context.Request.Path))
        {
            // Probes and scrapes arrive every few seconds and carry no information.
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            span.IsAllDataRequested = false;
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            Describe(context, span);
        }
    }

    private static void Describe(HttpContext context, Activity span)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        var status = context.Response.StatusCode;
        span.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
        span.SetTag(TraceNames.RequestMethod, context.Request.Method).SetTag(TraceNames.Route, route)
            .SetTag(TraceNames.Scheme, context.Request.Scheme).SetTag(TraceNames.ResponseStatus, status);
        foreach (var name in OfTheAddress)
        {
            span.SetTag(name, null);
        }

        if (status >= StatusCodes.Status500InternalServerError)
        {
            Traces.Failed(span, status.ToString(CultureInfo.InvariantCulture));
        }
    }
}
