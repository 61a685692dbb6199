using System.Diagnostics.CodeAnalysis;
using BusQStash.Store.Signing;

namespace BusQStash.Worker.Signing;

/// <summary>
/// The key that signs now. A rotation in this process takes effect at once, one in another process with its notice, or within a second without it; the
/// ledger is not queried per attempt.
/// </summary>
internal sealed class CurrentSigningKeys(ISigningKeys keys, RotationSignal rotations, TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Task<SigningMaterial>? _reading;
    private long _readAt;
    private long _readAfter;

    /// <summary>The keys that sign.</summary>
    /// <exception cref="InvalidOperationException">There are no keys yet.</exception>
    public Task<SigningMaterial> GetAsync(CancellationToken cancellationToken)
    {
        Task<SigningMaterial> reading;
        lock (_gate)
        {
            if (IsOld())
            {
                _readAt = time.GetTimestamp();
                _readAfter = rotations.Count;

                // On no caller's token: the others wait for the same look.
                _reading = ReadAsync(CancellationToken.None);
            }

            reading = _reading;
        }

        return reading.IsCompletedSuccessfully ? reading : reading.WaitAsync(cancellationToken);
    }

    /// <summary>A look that began before the last rotation may have the old key, also when it ends later; a failed one is not kept.</summary>
    [MemberNotNullWhen(false, nameof(_reading))]
    private bool IsOld() => _reading is null || _reading.IsFaulted || _reading.IsCanceled
        || _readAfter != rotations.Count || time.GetElapsedTime(_readAt) >= MaxAge;

    private async Task<SigningMaterial> ReadAsync(CancellationToken cancellationToken)
    {
        var found = await keys.FindAsync(cancellationToken)
            ?? throw new InvalidOperationException("The ledger has no signing keys yet; the first start makes them.");
        return new SigningMaterial(found);
    }
}
