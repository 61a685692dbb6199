namespace BusQStash.Crash.Traffic;

/// <summary>A call that changes what is to be delivered.</summary>
internal enum MeddlingKind
{
    Pause,
    Resume,
    Parallelism,
    Cancel,
    Delete,
}
