using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Http;

/// <summary>Compares tokens without telling by its duration how much of one was right.</summary>
internal sealed class Credentials(IOptions<AuthenticationOptions> options)
{
    private const string Bearer = "Bearer ";

    private readonly byte[] _full = Hash(options.Value.Token);
    private readonly byte[]? _read = string.IsNullOrEmpty(options.Value.ReadOnlyToken) ? null : Hash(options.Value.ReadOnlyToken);

    internal Access Check(HttpRequest request)
    {
        var byHeader = CheckHeader(request.Headers.Authorization.ToString());
        var byQuery = request.Query.TryGetValue(RawTarget.TokenParameter, out var tokens) ? Check(tokens[0]) : Access.None;
        return byHeader > byQuery ? byHeader : byQuery;
    }

    /// <summary>Whether an Authorization header is this API's credential; otherwise it is the publisher's own.</summary>
    internal Access CheckHeader(string authorization) =>
        authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? Check(authorization[Bearer.Length..].Trim()) : Access.None;

    private Access Check(string? token)
    {
        var hash = Hash(token ?? "");
        var full = CryptographicOperations.FixedTimeEquals(hash, _full);
        var read = _read is not null && CryptographicOperations.FixedTimeEquals(hash, _read);
        return full ? Access.Full : read ? Access.Read : Access.None;
    }

    /// <summary>Hashes are of one length, which the comparison needs; what is hashed is secret, so no salt is needed.</summary>
    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
