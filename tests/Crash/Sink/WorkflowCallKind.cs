namespace BusQStash.Crash.Sink;

/// <summary>Why the workflows' endpoint was called.</summary>
internal enum WorkflowCallKind
{
    /// <summary>A step: the endpoint continues the list.</summary>
    Step,

    /// <summary>The answer of a call.</summary>
    Answer,

    /// <summary>The run has failed.</summary>
    Failure,
}
