namespace BusQStash.Api.Http;

/// <summary>
/// Takes away the slashes a base URL that ends in one adds before a path (wire contract 2.3). First of all: everything behind it decides by the path, who may do what
/// and whether the call needs the ledger among it.
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
