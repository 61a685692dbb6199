using System.Globalization;
using BusQStash.Client.Http;

namespace BusQStash.Client.Tokens;

internal sealed class TokenClient(ITokenRoutes routes) : ITokenClient
{
    public async Task<IReadOnlyList<AccessToken>> ListAsync(CancellationToken cancellationToken = default) => (await routes.ListAsync(cancellationToken)).Items;

    // Neither is retried automatically: the token in a lost answer is lost, and a second rotation would end the one still in use.
    public Task<IssuedToken> CreateAsync(NewToken token, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        Require.PathSegment(token.Name, nameof(token));
        return routes.CreateAsync(token, once: true, cancellationToken);
    }

    public Task<IssuedToken> RotateAsync(string name, TimeSpan? overlap = null, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(name);
        var text = overlap is { } length ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(length.TotalSeconds)}s") : null;
        return routes.RotateAsync(name, new RotationBody(text), once: true, cancellationToken);
    }

    public Task RevokeAsync(string name, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(name);
        return routes.RevokeAsync(name, cancellationToken);
    }
}
