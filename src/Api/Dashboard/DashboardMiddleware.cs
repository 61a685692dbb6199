using BusQStash.Api.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Dashboard;

/// <summary>
/// Forwards the dashboard's calls to the API: checks the call's origin and its session, then passes it on as <c>/v2/…</c> or <c>/busqstash/…</c> with the session's access. The
/// API itself never reads a cookie.
/// </summary>
/// <remarks>
/// <para>(1) Refuse calls another site could have made (CSRF): a browser sends a preflight before it sends our header across sites, and the preflight fails.</para>
/// <para>(2) Refuse calls without a session whose token is still valid: 401.</para>
/// <para>(3) Make the rest of the path, as received, the request's own.</para>
/// </remarks>
internal sealed class DashboardMiddleware(
    RequestDelegate next, DashboardSessions sessions, DashboardViewers viewers, IOptions<DashboardOptions> options)
{
    internal const string Marker = "X-BusQStash-Dashboard";
    private const string Api = "/dashboard/api";
    private static readonly string[] Handed = ["/v2", "/busqstash"];

    public Task InvokeAsync(HttpContext context)
    {
        // Routing is case-insensitive, so this check must be, too.
        if (!context.Request.Path.StartsWithSegments("/dashboard", StringComparison.OrdinalIgnoreCase) || !options.Value.Enabled)
        {
            return next(context);
        }

        DashboardHeaders.Write(context.Response.Headers);
        if (!context.Request.Path.StartsWithSegments(Api, StringComparison.OrdinalIgnoreCase, out var rest))
        {
            return next(context);
        }

        // (1)
        if (WrongSender(context.Request) is { } wrong)
        {
            return ApiResults.Error(StatusCodes.Status403Forbidden, wrong).ExecuteAsync(context);
        }

        if (!Array.Exists(Handed, start => rest.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase)))
        {
            return next(context);
        }

        // (2)
        return HandOnAsync(context, rest);
    }

    private static string? WrongSender(HttpRequest request)
    {
        if (request.Headers[Marker] != "1")
        {
            return $"calls of the dashboard carry {Marker}: 1; programs use /v2 with a token";
        }

        if (request.Headers["Sec-Fetch-Site"] is [{ } site, ..] && site != "same-origin")
        {
            return "the dashboard's API answers its own page only";
        }

        return !AccessNeeded.IsRead(request) && !request.HasJsonContentType() ? "what changes something is sent as application/json" : null;
    }

    private async Task HandOnAsync(HttpContext context, PathString rest)
    {
        if (await sessions.FindAsync(context) is not { } session)
        {
            await ApiResults.Error(StatusCodes.Status401Unauthorized, "the session is over: sign in again").ExecuteAsync(context);
            return;
        }

        // (3) Destinations in paths are read from the raw target.
        var request = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        var start = request.RawTarget.IndexOf(Api, StringComparison.OrdinalIgnoreCase);
        request.RawTarget = start < 0 ? rest.ToUriComponent() + request.QueryString : request.RawTarget[(start + Api.Length)..];
        context.Request.Path = rest;
        var access = sessions.AccessOf(session);
        context.Features.Set(session.Caller with { Name = NameOf(session.Caller.Name, access), Access = access });
        context.Features.Set(new StillSignedIn(async () => await sessions.FindAsync(context) is not null));
        await viewers.LookAsync(session.Ticket, context.Connection.RemoteIpAddress?.ToString(), () => next(context));
    }

    /// <summary>The caller's name in audit log lines. No token can have such a name.</summary>
    private static string NameOf(string token, Access access) => token switch
    {
        Caller.Root when access == Access.Full => "(dashboard)",
        Caller.Root or Caller.ReadOnly => "(dashboard, read-only)",
        _ => $"(dashboard, {token})",
    };
}
