namespace BusQStash.Api.Http;

/// <summary>
/// Removes the extra slashes that a base URL ending in one puts before a path (wire contract 2.3). Runs first, because everything behind it decides by the path, including
/// authorization and whether the call needs the ledger.
/// </summary>
internal sealed class OneSlashMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.Value is { } path)
        {
            context.Request.Path = RawTarget.WithOneSlash(path);
        }

        return next(context);
    }
}
