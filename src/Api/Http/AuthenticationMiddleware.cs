namespace BusQStash.Api.Http;

/// <summary>Authenticates every call to the API by its token (wire contract 2.2) and checks the rights the call requires.</summary>
internal sealed class AuthenticationMiddleware(RequestDelegate next, Credentials credentials, CallLog calls)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!ApiPaths.Contain(context.Request.Path) || IsWebhook(context.Request.Path))
        {
            await next(context);
            return;
        }

        // The dashboard has already checked its session, and only the session counts: other credentials in the request are ignored.
        var (caller, expired) = Caller.Of(context) is { } signedIn ? (signedIn, null) : await credentials.FindAsync(context.Request, context.RequestAborted);
        if (caller is null)
        {
            calls.UnknownToken(context, expired);
            await UnauthorizedAsync(context);
            return;
        }

        var needed = AccessNeeded.Of(context);
        if (!caller.May(needed))
        {
            calls.NoRight(context, caller);
            await ApiResults.Error(StatusCodes.Status403Forbidden, Lacks(caller, needed)).ExecuteAsync(context);
            return;
        }

        context.Features.Set(caller);
        await next(context);
        calls.Ended(context, caller, needed);
    }

    /// <summary>A webhook needs no token: knowing its address is the credential (wire contract 24.7).</summary>
    private static bool IsWebhook(PathString path) => path.StartsWithSegments("/v2/workflows/hooks", StringComparison.OrdinalIgnoreCase);

    private static string Lacks(Caller caller, Access needed) => (caller.Access, needed) switch
    {
        (Access.Read, _) => "a read-only token may not change anything, nor see keys and tokens",
        (_, Access.Read) => $"the token {caller.Name} may not read: it lacks the right read",
        _ => $"the token {caller.Name} may not do this: it lacks the right {(needed == Access.Publish ? "publish" : "admin")}",
    };

    private static Task UnauthorizedAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return ApiResults.Error(StatusCodes.Status401Unauthorized, "unauthorized: send the token as 'Authorization: Bearer <token>' or as the query parameter qstash_token")
            .ExecuteAsync(context);
    }
}
