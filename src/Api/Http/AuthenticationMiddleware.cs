namespace BusQStash.Api.Http;

/// <summary>Asks for a token on every path of the API (wire contract 2.2).</summary>
internal sealed class AuthenticationMiddleware(RequestDelegate next, Credentials credentials)
{
    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (!path.StartsWithSegments("/v2", StringComparison.OrdinalIgnoreCase) && !path.StartsWithSegments("/llm", StringComparison.OrdinalIgnoreCase))
        {
            return next(context);
        }

        var reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        return credentials.Check(context.Request) switch
        {
            Access.Full => next(context),
            Access.Read when reads => next(context),
            Access.Read => ApiResults.Error(StatusCodes.Status403Forbidden, "the read-only token may not change anything").ExecuteAsync(context),
            _ => Unauthorized(context),
        };
    }

    private static Task Unauthorized(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return ApiResults.Error(StatusCodes.Status401Unauthorized, "unauthorized: send the token as 'Authorization: Bearer <token>' or as the query parameter qstash_token")
            .ExecuteAsync(context);
    }
}
