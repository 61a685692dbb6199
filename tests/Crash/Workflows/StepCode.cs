namespace BusQStash.Crash.Workflows;

/// <summary>The action of a program's step.</summary>
internal enum StepCode
{
    /// <summary>Succeeds with a result, after a number of failed attempts.</summary>
    Runs,

    /// <summary>Fails at every attempt, until its retries are used up: the run ends as failed.</summary>
    Fails,

    /// <summary>Forbids retries at once: the run ends as failed.</summary>
    Quits,

    /// <summary>Sleeps.</summary>
    Sleeps,

    /// <summary>Waits for an event sent to its run, which is kept when it comes too early.</summary>
    Waits,

    /// <summary>Waits for an event sent to all waiters, which is lost when it comes too early.</summary>
    Listens,

    /// <summary>Makes the server call the sink.</summary>
    Calls,

    /// <summary>Invokes another program and waits for its end.</summary>
    Invokes,

    /// <summary>Cancels its own run.</summary>
    Cancels,
}
