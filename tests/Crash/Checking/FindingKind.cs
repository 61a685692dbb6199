namespace BusQStash.Crash.Checking;

/// <summary>Kinds of violations. The numbers are those of the invariants (docs/reliability.md).</summary>
internal enum FindingKind
{
    /// <summary>I1: acknowledged with a 2xx but not in the ledger; or delivered according to the ledger only.</summary>
    Lost,

    /// <summary>I7: neither final nor due long after all faults had ended.</summary>
    Stuck,

    /// <summary>Its end differs from what its destination and its client caused.</summary>
    WrongEnd,

    /// <summary>One deduplication id, or one request, created two messages.</summary>
    Doubled,

    /// <summary>I2: an attempt in a queue with parallelism 1 while an earlier message was unfinished, or after the message itself was finished.</summary>
    Inversion,

    /// <summary>I2: an attempt while as many earlier messages were unfinished as the queue's parallelism.</summary>
    WindowExceeded,

    /// <summary>I3: two attempts of a queue with parallelism 1 at the same time.</summary>
    Overlap,

    /// <summary>I5: two callbacks for one attempt, or a failure callback too many.</summary>
    CallbackTwice,

    /// <summary>I5: an attempt without its callback.</summary>
    CallbackMissing,

    /// <summary>I5: not one end in a message's history, or not one entry per attempt.</summary>
    WrongHistory,

    /// <summary>I6: an attempt after a pause, a cancel or a deletion was visible.</summary>
    AfterStop,

    /// <summary>Before the backoff or the delay was over.</summary>
    TooEarly,

    /// <summary>An attempt made twice without a fault that explains it.</summary>
    UnexplainedDuplicate,

    /// <summary>A step of a workflow run has two results, one never submitted, or one other than acknowledged; or a run returned a value other than its list's.</summary>
    WrongResult,

    /// <summary>A workflow's endpoint was called with something other than its run's list up to the message's entry, or a permitted submission was refused.</summary>
    WrongCall,

    /// <summary>Two messages continued a parallel block.</summary>
    ContinuedTwice,

    /// <summary>A workflow run was called, or accepted something, after its end was known.</summary>
    AfterEnd,

    /// <summary>A wait ended by both notification and timeout, or its event was lost.</summary>
    WrongWait,

    /// <summary>A step invoked two runs, or did not receive its run's actual end.</summary>
    WrongInvocation,

    /// <summary>A process did not end after SIGTERM.</summary>
    DidNotStop,
}
