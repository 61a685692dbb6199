using System.Net;
using BusQStash.Api.Http;
using BusQStash.Api.Tokens;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Dashboard;

/// <summary>Finds the session of a request and the access it grants here.</summary>
internal sealed class DashboardSessions(
    SessionCookie cookies,
    Credentials credentials,
    SettingsTokens settings,
    IOptions<DashboardOptions> options,
    IOptions<AuthenticationOptions> atStart,
    TimeProvider time)
{
    internal DateTimeOffset Now => time.GetUtcNow();

    internal bool IsReadOnly => options.Value.ReadOnly;

    /// <summary>The session of a request. It lasts as long as its token: every call checks whether the token has expired, was revoked or rotated.</summary>
    internal async ValueTask<DashboardSession?> FindAsync(HttpContext context)
    {
        if (cookies.Read(context.Request.Cookies[cookies.Name], Now) is not { } ticket)
        {
            return null;
        }

        var caller = await credentials.FindByNameAsync(ticket.Token, hash => cookies.IsOf(ticket, hash), context.RequestAborted);
        return caller is null ? null : new DashboardSession(caller, ticket);
    }

    /// <summary>The caller of a token; <see langword="null"/> when the token is invalid.</summary>
    internal async ValueTask<Caller?> CallerOfAsync(string? token, CancellationToken cancellationToken) =>
        (await credentials.FindAsync(token, cancellationToken)).Caller;

    internal DashboardSession Open(Caller caller, string token) => new(caller, new SessionTicket(caller.Name, cookies.ProofOf(TokenSecret.Hash(token)), Now, Now));

    internal Access AccessOf(DashboardSession session) => IsReadOnly ? session.Caller.Access & Access.Read : session.Caller.Access;

    /// <summary>When a session expires if it is not used.</summary>
    internal DateTimeOffset EndOf(DashboardSession session)
    {
        var end = cookies.EndOf(session.Ticket);
        return session.Caller.ExpiresAt < end ? session.Caller.ExpiresAt.Value : end;
    }

    /// <summary>
    /// Whether signing in with the development token is offered. The start has checked that this public token may be used. A host name rebound to this machine (DNS rebinding)
    /// must not sign in with a click, so the address must be one of the machine's own.
    /// </summary>
    internal bool OffersDevelopmentToken(HttpRequest request) =>
        atStart.Value.Token == DevelopmentUser.Token && settings.RootToken == DevelopmentUser.Token && IsOwnMachine(request.Host.Host);

    private static bool IsOwnMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Loopback) || ip.Equals(IPAddress.IPv6Loopback)));
}
