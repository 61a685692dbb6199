namespace BusQStash.Crash.Sink;

/// <summary>The submissions of the workflows' endpoint to the server.</summary>
internal enum SubmissionKind
{
    /// <summary>A result, or a plan step.</summary>
    Step,

    Wait,

    Call,

    Invocation,

    /// <summary>The function has returned.</summary>
    End,

    /// <summary>The function cancels its run.</summary>
    Cancel,
}
