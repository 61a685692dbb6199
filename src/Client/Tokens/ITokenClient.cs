namespace BusQStash.Client.Tokens;

/// <summary>Named tokens. BusQStash only; every call requires a token with the right admin.</summary>
public interface ITokenClient
{
    /// <summary>All tokens, including those of the server's settings.</summary>
    Task<IReadOnlyList<AccessToken>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Creates a token.</summary>
    /// <exception cref="BusQStashException">409: the name is in use.</exception>
    Task<IssuedToken> CreateAsync(NewToken token, CancellationToken cancellationToken = default);

    /// <summary>Rotates a token: creates a new secret for its name; the old one stays valid for a while.</summary>
    /// <param name="name">The token's name.</param>
    /// <param name="overlap">How long the old token stays valid. <see langword="null"/>: a day.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<IssuedToken> RotateAsync(string name, TimeSpan? overlap = null, CancellationToken cancellationToken = default);

    /// <summary>Revokes a token.</summary>
    /// <exception cref="BusQStashException">404: no token of this name was created through the API.</exception>
    Task RevokeAsync(string name, CancellationToken cancellationToken = default);
}
