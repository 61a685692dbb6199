namespace BusQStash.Crash.Control;

/// <summary>What the workers of a negative control do not ask the ledger for.</summary>
internal enum WithoutCheck
{
    /// <summary>The product as it is.</summary>
    Nothing,

    /// <summary>A message is delivered when its command comes, whatever is unfinished before it.</summary>
    Order,

    /// <summary>The age of a heartbeat counts whether or not the observer itself reached the ledger meanwhile, and is not asked for again before a release.</summary>
    Contact,

    /// <summary>Steps are appended to workflow runs without the lock of the run, by Apis and workers.</summary>
    Lock,

    /// <summary>A lane is worked by whoever gets a command for it, and everybody may write it.</summary>
    Lease,
}
