namespace BusQStash.Contracts.Workflows;

/// <summary>The purpose of a message of a workflow run (wire contract 24.2).</summary>
public enum WorkflowCallType
{
    /// <summary>Delivers the run's list of steps to its endpoint.</summary>
    Step = 0,

    /// <summary>The request of a <c>context.call</c> to a third party.</summary>
    ToCallback = 1,

    /// <summary>The answer of a <c>context.call</c>, for the run's endpoint.</summary>
    FromCallback = 2,

    /// <summary>Calls the failure function of the failed run.</summary>
    FailureCall = 3,
}
