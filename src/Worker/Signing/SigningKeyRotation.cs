using BusQStash.Bus.Publishing;
using BusQStash.Store.Signing;

namespace BusQStash.Worker.Signing;

/// <summary>Rotates the signing keys so that every process follows at once.</summary>
/// <remarks>
/// <para>(1) The ledger rotates them. If the process dies after it, the others follow by their own look within a second.</para>
/// <para>(2) What this process signs from here on, it signs with the new key.</para>
/// <para>(3) The others are told. News that comes twice, or late, is harmless: whoever hears it only looks again.</para>
/// </remarks>
public sealed class SigningKeyRotation
{
    private readonly ISigningKeys _keys;
    private readonly CurrentSigningKeys _current;
    private readonly ISigningKeyAnnouncer _announcer;

    internal SigningKeyRotation(ISigningKeys keys, CurrentSigningKeys current, ISigningKeyAnnouncer announcer) =>
        (_keys, _current, _announcer) = (keys, current, announcer);

    /// <summary>Next becomes current, and a new next is made.</summary>
    public async Task<SigningKeys> RotateAsync(CancellationToken cancellationToken)
    {
        var rotated = await _keys.RotateAsync(SigningRandom.NewKey(), cancellationToken); // (1)
        _current.Forget(); // (2)
        await _announcer.AnnounceAsync(cancellationToken); // (3)
        return rotated;
    }
}
