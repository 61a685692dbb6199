namespace BusQStash.Store.Workflows;

/// <summary>Kind of a step; each (run, kind, step, target) is stored once.</summary>
public enum StepKind
{
    /// <summary>An entry of the run's list.</summary>
    Entry = 0,

    /// <summary>A <c>context.call</c> to a third party.</summary>
    Call = 1,

    /// <summary>A wait for an event.</summary>
    Wait = 2,

    /// <summary>The invocation of another workflow.</summary>
    Invocation = 3,

    /// <summary>The answer of a call, being delivered to the endpoint.</summary>
    Answer = 4,

    /// <summary>The failure callback.</summary>
    Failure = 5,

    /// <summary>The first message of a run that was started without an SDK; the endpoint's answer replaced it as the message of the payload.</summary>
    Handshake = 6,
}
