namespace BusQStash.Crash.Checking;

/// <summary>How a promise can be broken. The numbers are those of the invariants (docs/reliability.md).</summary>
internal enum FindingKind
{
    /// <summary>I1: answered with a 2xx, and not in the ledger; or delivered by the ledger's word only.</summary>
    Lost,

    /// <summary>I7: neither final nor due when everything had been quiet for long.</summary>
    Stuck,

    /// <summary>Ended otherwise than its destination and its client made it.</summary>
    WrongEnd,

    /// <summary>One deduplication id, or one sending, made two messages.</summary>
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

    /// <summary>Sooner than the backoff or the delay allows.</summary>
    TooEarly,

    /// <summary>An attempt made twice with nothing in sight that explains it.</summary>
    UnexplainedDuplicate,

    /// <summary>A step of a workflow run has two results, one that nobody gave, or one that is not what was answered; or a run returned another value than its list says.</summary>
    WrongResult,

    /// <summary>A workflow's endpoint was called with something else than its run's list up to the message's entry, or was refused what it may submit.</summary>
    WrongCall,

    /// <summary>A parallel block was continued by two messages.</summary>
    ContinuedTwice,

    /// <summary>A workflow run was called, or took something, after its end was known.</summary>
    AfterEnd,

    /// <summary>A wait ended by more than one of notification and timeout, or its event was lost.</summary>
    WrongWait,

    /// <summary>A step invoked two runs, or did not hear of its run's end as it was.</summary>
    WrongInvocation,

    /// <summary>A process did not end after SIGTERM.</summary>
    DidNotStop,
}
