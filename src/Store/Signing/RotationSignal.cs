namespace BusQStash.Store.Signing;

/// <summary>Tells those in this process that sign that the keys were rotated, here or elsewhere.</summary>
public sealed class RotationSignal
{
    private long _rotations;

    /// <summary>The rotations heard of so far. A key that was read at another count may be the old one.</summary>
    public long Count => Volatile.Read(ref _rotations);

    /// <summary>The ledger has other keys. Raised twice for one rotation it is harmless: the keys are only read again.</summary>
    public void Raise() => Interlocked.Increment(ref _rotations);
}
