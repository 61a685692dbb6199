namespace BusQStash.Client.Tokens;

/// <summary>Named tokens. BusQStash only; all of it needs a token with the right admin.</summary>
public interface ITokenClient
{
    /// <summary>All tokens, those of the server's settings among them.</summary>
    Task<IReadOnlyList<AccessToken>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes a token.</summary>
    /// <exception cref="BusQStashException">409: the name is taken.</exception>
    Task<IssuedToken> CreateAsync(NewToken token, CancellationToken cancellationToken = default);

    /// <summary>Makes a new token of a name; the one before stays good for a while.</summary>
    /// <param name="name">The token's name.</param>
    /// <param name="overlap">How long the token of before stays good. <see langword="null"/>: a day.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<IssuedToken> RotateAsync(string name, TimeSpan? overlap = null, CancellationToken cancellationToken = default);

    /// <summary>Revokes a token.</summary>
    /// <exception cref="BusQStashException">404: there is none that was made over the API.</exception>
    Task RevokeAsync(string name, CancellationToken cancellationToken = default);
}
