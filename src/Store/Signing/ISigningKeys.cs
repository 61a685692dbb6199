namespace BusQStash.Store.Signing;

/// <summary>Stores the signing keys and rotates them.</summary>
public interface ISigningKeys
{
    /// <summary>The keys; <paramref name="initial"/> is stored when none exist.</summary>
    Task<SigningKeys> GetOrCreateAsync(SigningKeys initial, CancellationToken cancellationToken);

    /// <summary>The keys; <see langword="null"/> before the first start.</summary>
    Task<SigningKeys?> FindAsync(CancellationToken cancellationToken);

    /// <summary>Rotates the keys: the next key becomes current, and <paramref name="newNext"/> becomes next.</summary>
    Task<SigningKeys> RotateAsync(string newNext, CancellationToken cancellationToken);
}
