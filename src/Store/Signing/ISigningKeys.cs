namespace BusQStash.Store.Signing;

/// <summary>Remembers the signing keys and their rotations.</summary>
public interface ISigningKeys
{
    /// <summary>The keys; <paramref name="initial"/> is stored when there are none yet.</summary>
    Task<SigningKeys> GetOrCreateAsync(SigningKeys initial, CancellationToken cancellationToken);

    /// <summary>The keys; <see langword="null"/> before the first start.</summary>
    Task<SigningKeys?> FindAsync(CancellationToken cancellationToken);

    /// <summary>Next becomes current, <paramref name="newNext"/> becomes next.</summary>
    Task<SigningKeys> RotateAsync(string newNext, CancellationToken cancellationToken);
}
