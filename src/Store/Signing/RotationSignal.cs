namespace BusQStash.Store.Signing;

/// <summary>Notifies the signers in this process that the keys were rotated, here or by another process.</summary>
public sealed class RotationSignal
{
    private long _rotations;

    /// <summary>Number of rotations noticed so far. A key read at another count may be outdated.</summary>
    public long Count => Volatile.Read(ref _rotations);

    /// <summary>Reports new keys in the ledger. Repeated calls for one rotation are harmless: the keys are only read again.</summary>
    public void Raise() => Interlocked.Increment(ref _rotations);
}
