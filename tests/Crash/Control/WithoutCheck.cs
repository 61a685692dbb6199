namespace BusQStash.Crash.Control;

/// <summary>The check that a negative control omits.</summary>
internal enum WithoutCheck
{
    /// <summary>The product unchanged.</summary>
    Nothing,

    /// <summary>A message is delivered when its command arrives, even if earlier ones are unfinished.</summary>
    Order,

    /// <summary>The age of a heartbeat counts even if the observer itself could not reach the ledger, and is not checked again before a release.</summary>
    Contact,

    /// <summary>Apis and workers append steps to workflow runs without the lock of the run.</summary>
    Lock,

    /// <summary>Any worker that gets a command for a lane works it, and any may write to it.</summary>
    Lease,
}
