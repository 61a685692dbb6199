using Microsoft.AspNetCore.Http.Features;

namespace BusQStash.Api.Http;

/// <summary>Takes the destination off the request target before routing sees it; routing then finds the fixed part.</summary>
internal sealed class RawTargetMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        // Only what is posted ends in a destination: reading and deleting a schedule share their path with making one.
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
