using BusQStash.Api.Http;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Dashboard;

/// <summary>Signs in and out, and returns the current session.</summary>
internal static class SessionEndpoints
{
    internal const string Route = "/dashboard/api/session";

    /// <summary>The cookie is renewed only when it is at least this old, not on every call.</summary>
    private static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(30);

    internal static void MapSession(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, GetAsync).ExcludeFromDescription();
        routes.MapPost(Route, SignInAsync).ExcludeFromDescription();
        routes.MapDelete(Route, SignOut).ExcludeFromDescription();
    }

    private static async Task<IResult> GetAsync(HttpContext context, DashboardSessions sessions, SessionCookie cookies)
    {
        var session = await sessions.FindAsync(context);
        if (session is not null && sessions.Now - session.Ticket.SeenAt >= RenewAfter)
        {
            session = session with { Ticket = session.Ticket with { SeenAt = sessions.Now } };
            Write(context, cookies, session);
        }

        return Answer(context, sessions, session);
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context, DashboardSessions sessions, SessionCookie cookies, SignInLimit limit)
    {
        var address = context.Connection.RemoteIpAddress;
        if (limit.WaitOf(address) is { } wait)
        {
            context.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds):0}";
            return ApiResults.Error(StatusCodes.Status429TooManyRequests, "too many wrong tokens: wait a minute, then try again");
        }

        var (request, refusal) = await JsonBody.ReadAsync(context, DashboardJson.Default.SignInRequest);
        if (request is null)
        {
            return ApiResults.Error(refusal!);
        }

        var token = (request.Development && sessions.OffersDevelopmentToken(context.Request) ? DevelopmentUser.Token : request.Token) ?? "";
        if (await sessions.CallerOfAsync(token, context.RequestAborted) is not { } caller)
        {
            limit.Failed(address);
            return ApiResults.Error(StatusCodes.Status401Unauthorized, "this is not a token of this server");
        }

        if (!caller.May(Access.Read))
        {
            return ApiResults.Error(StatusCodes.Status403Forbidden, $"the token {caller.Name} may not read, and there is nothing else to see here: it lacks the right read");
        }

        var session = sessions.Open(caller, token);
        Write(context, cookies, session);
        return Answer(context, sessions, session);
    }

    private static IResult SignOut(HttpContext context, SessionCookie cookies, DashboardSessions sessions)
    {
        context.Response.Cookies.Append(cookies.Name, "", Options(context, TimeSpan.Zero));
        return Answer(context, sessions, null);
    }

    private static IResult Answer(HttpContext context, DashboardSessions sessions, DashboardSession? session) => ApiResults.Json(
        new SessionResource(
            session is null ? null : sessions.AccessOf(session).Word,
            session?.Caller.Name,
            session is not null && sessions.AccessOf(session) != session.Caller.Access,
            sessions.OffersDevelopmentToken(context.Request),
            sessions.Now.ToUnixTimeMilliseconds(),
            session is null ? null : sessions.EndOf(session).ToUnixTimeMilliseconds(),
            typeof(SessionEndpoints).Assembly.GetName().Version?.ToString(3) ?? "")
        {
            Assets = context.RequestServices.GetRequiredService<DashboardAssets>().Hash,
        },
        DashboardJson.Default.SessionResource);

    private static void Write(HttpContext context, SessionCookie cookies, DashboardSession session)
    {
        var length = context.RequestServices.GetRequiredService<IOptions<DashboardOptions>>().Value.SessionLength;
        context.Response.Cookies.Append(cookies.Name, cookies.Write(session.Ticket), Options(context, length));
    }

    /// <summary>
    /// No path: the browser then uses the folder of the request, including a proxy's prefix that the server cannot know. For the same reason only this one path may set the
    /// cookie; another would create a second one.
    /// </summary>
    private static CookieOptions Options(HttpContext context, TimeSpan length) => new()
    {
        Path = null,
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        MaxAge = length,
        IsEssential = true,
    };
}
