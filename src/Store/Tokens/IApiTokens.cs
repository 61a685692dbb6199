namespace BusQStash.Store.Tokens;

/// <summary>Remembers named tokens, as hashes.</summary>
public interface IApiTokens
{
    /// <summary>All tokens by name.</summary>
    Task<IReadOnlyList<ApiToken>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds a token; false when its name is taken.</summary>
    Task<bool> AddAsync(ApiToken token, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the hash of a token; the one before is good until <paramref name="previousUntil"/>, and one that was replaced earlier ends now.
    /// </summary>
    /// <returns>The token from now on; <see langword="null"/> when there is none of that name.</returns>
    Task<ApiToken?> RotateAsync(string name, string hash, DateTimeOffset previousUntil, CancellationToken cancellationToken);

    /// <summary>Removes a token, its hashes and its last use; false when there is none of that name.</summary>
    Task<bool> RemoveAsync(string name, CancellationToken cancellationToken);

    /// <summary>Writes down that a token was used. An earlier time than the one that is there changes nothing.</summary>
    Task UsedAsync(string name, DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>The last uses by name, those of tokens from the settings among them.</summary>
    Task<IReadOnlyDictionary<string, DateTimeOffset>> LastUsesAsync(CancellationToken cancellationToken);
}
