using System.Net;
using BusQStash.Api.Http;
using BusQStash.Api.Tokens;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Dashboard;

/// <summary>Finds the session of a request and says what it allows here.</summary>
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

    /// <summary>The session of a request. It lasts as long as its token does: one that has ended, was revoked or rotated is asked for with every call.</summary>
    internal async ValueTask<DashboardSession?> FindAsync(HttpContext context)
    {
        if (cookies.Read(context.Request.Cookies[cookies.Name], Now) is not { } ticket)
        {
            return null;
        }

        var caller = await credentials.FindByNameAsync(ticket.Token, hash => cookies.IsOf(ticket, hash), context.RequestAborted);
        return caller is null ? null : new DashboardSession(caller, ticket);
    }

    /// <summary>Whose token it is; <see langword="null"/> for one that is not good.</summary>
    internal async ValueTask<Caller?> CallerOfAsync(string? token, CancellationToken cancellationToken) =>
        (await credentials.FindAsync(token, cancellationToken)).Caller;

    internal DashboardSession Open(Caller caller, string token) => new(caller, new SessionTicket(caller.Name, cookies.ProofOf(TokenSecret.Hash(token)), Now, Now));

    internal Access AccessOf(DashboardSession session) => IsReadOnly ? session.Caller.Access & Access.Read : session.Caller.Access;

    /// <summary>When a session ends unless it is used.</summary>
    internal DateTimeOffset EndOf(DashboardSession session)
    {
        var end = cookies.EndOf(session.Ticket);
        return session.Caller.ExpiresAt < end ? session.Caller.ExpiresAt.Value : end;
    }

    /// <summary>
    /// The start has checked that the token everybody knows may be used. A name that was made to point at this machine (DNS rebinding) must not sign in with a
    /// click, so the address has to be one of the machine's own.
    /// </summary>
    internal bool OffersDevelopmentToken(HttpRequest request) =>
        atStart.Value.Token == DevelopmentUser.Token && settings.RootToken == DevelopmentUser.Token && IsOwnMachine(request.Host.Host);

    private static bool IsOwnMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Loopback) || ip.Equals(IPAddress.IPv6Loopback)));
}
