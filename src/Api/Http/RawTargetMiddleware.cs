using Microsoft.AspNetCore.Http.Features;

namespace BusQStash.Api.Http;

/// <summary>Removes the destination from the request target before routing sees it; routing then matches the fixed part.</summary>
internal sealed class RawTargetMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        // Only POST takes a destination: reading and deleting a schedule share the path of creating one.
        if (HttpMethods.IsPost(context.Request.Method)
            && context.Features.Get<IHttpRequestFeature>() is { RawTarget: var rawTarget }
            && RawTarget.Parse(rawTarget) is { } target)
        {
            context.Features.Set(target);
            context.Request.Path = target.Route;
        }

        return next(context);
    }
}
