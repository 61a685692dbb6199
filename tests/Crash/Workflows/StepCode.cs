namespace BusQStash.Crash.Workflows;

/// <summary>What a step of a program does.</summary>
internal enum StepCode
{
    /// <summary>Runs and has a result, after a number of failed attempts.</summary>
    Runs,

    /// <summary>Fails at every attempt, until its retries are used up: the run ends as failed.</summary>
    Fails,

    /// <summary>Says at once that it is not to be tried again: the run ends as failed.</summary>
    Quits,

    /// <summary>Sleeps.</summary>
    Sleeps,

    /// <summary>Waits for an event that is sent to its run, and kept for it when it comes too early.</summary>
    Waits,

    /// <summary>Waits for an event that is sent to whoever waits, and lost when it comes too early.</summary>
    Listens,

    /// <summary>Has the server call the sink.</summary>
    Calls,

    /// <summary>Invokes another program and waits for its end.</summary>
    Invokes,

    /// <summary>Cancels its own run.</summary>
    Cancels,
}
