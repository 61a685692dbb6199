using System.Net;
using System.Security.Cryptography;
using System.Text;
using BusQStash.Api.Http;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Dashboard;

/// <summary>Finds the session of a request and says what it allows here.</summary>
internal sealed class DashboardSessions(
    SessionCookie cookies, IOptions<DashboardOptions> options, IOptions<AuthenticationOptions> tokens, TimeProvider time)
{
    private readonly byte[] _full = Hash(tokens.Value.Token);
    private readonly byte[]? _read = string.IsNullOrEmpty(tokens.Value.ReadOnlyToken) ? null : Hash(tokens.Value.ReadOnlyToken);

    internal DateTimeOffset Now => time.GetUtcNow();

    internal bool IsReadOnly => options.Value.ReadOnly;

    internal DashboardSession? Find(HttpContext context) => cookies.Read(context.Request.Cookies[cookies.Name], Now);

    /// <summary>
    /// What a token opens. Only the two of the settings open anything: a session knows its token by the key it is signed with, and one that is revoked in the
    /// ledger would live on in its sessions.
    /// </summary>
    internal Access AccessOf(string? token)
    {
        var hash = Hash(token ?? "");
        var full = CryptographicOperations.FixedTimeEquals(hash, _full);
        var read = _read is not null && CryptographicOperations.FixedTimeEquals(hash, _read);
        return full ? Access.Full : read ? Access.Read : Access.None;
    }

    internal Access AccessOf(DashboardSession session) => IsReadOnly ? Access.Read : session.Access;

    internal DateTimeOffset EndOf(DashboardSession session) => cookies.EndOf(session);

    /// <summary>
    /// The start has checked that the token everybody knows may be used. A name that was made to point at this machine (DNS rebinding) must not sign in with a
    /// click, so the address has to be one of the machine's own.
    /// </summary>
    internal bool OffersDevelopmentToken(HttpRequest request) =>
        tokens.Value.Token == DevelopmentUser.Token && IsOwnMachine(request.Host.Host);

    /// <summary>Hashes are of one length, which the comparison needs.</summary>
    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static bool IsOwnMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Loopback) || ip.Equals(IPAddress.IPv6Loopback)));
}
