namespace BusQStash.Store.Tokens;

/// <summary>Stores named tokens as hashes.</summary>
public interface IApiTokens
{
    /// <summary>All tokens, sorted by name.</summary>
    Task<IReadOnlyList<ApiToken>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds a token; false when its name is taken.</summary>
    Task<bool> AddAsync(ApiToken token, CancellationToken cancellationToken);

    /// <summary>Replaces the hash of a token; the previous one remains valid until <paramref name="previousUntil"/>, and one replaced earlier expires now.</summary>
    /// <returns>The token after the rotation; <see langword="null"/> when no token has the name.</returns>
    Task<ApiToken?> RotateAsync(string name, string hash, DateTimeOffset previousUntil, CancellationToken cancellationToken);

    /// <summary>Removes a token, its hashes and its last use; false when no token has the name.</summary>
    Task<bool> RemoveAsync(string name, CancellationToken cancellationToken);

    /// <summary>Records the last use of a token. A time earlier than the stored one changes nothing.</summary>
    Task UsedAsync(string name, DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>The last uses by token name, including tokens from the settings.</summary>
    Task<IReadOnlyDictionary<string, DateTimeOffset>> LastUsesAsync(CancellationToken cancellationToken);
}
