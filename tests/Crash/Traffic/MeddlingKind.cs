namespace BusQStash.Crash.Traffic;

/// <summary>A call that changes what is delivered.</summary>
internal enum MeddlingKind
{
    Pause,
    Resume,
    Parallelism,
    Cancel,
    Delete,
}
