namespace BusQStash.Benchmarks.Workflows;

/// <summary>What all steps of a benchmark's workflow are; the first part of its path, the second one says how many.</summary>
internal enum WorkflowKind
{
    /// <summary>Steps one after the other, each with a small result.</summary>
    Run,

    /// <summary>Steps that are planned together and run beside each other.</summary>
    Parallel,

    /// <summary>Sleeps of a few milliseconds.</summary>
    Sleep,

    /// <summary>Calls of a destination that answers at once.</summary>
    Call,

    /// <summary>Waits for an event that comes at once.</summary>
    Wait,

    /// <summary>Invocations of a workflow without steps.</summary>
    Invoke,
}
