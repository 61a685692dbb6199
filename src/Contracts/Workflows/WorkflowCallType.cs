namespace BusQStash.Contracts.Workflows;

/// <summary>What a message of a workflow run is for (wire contract 24.2).</summary>
public enum WorkflowCallType
{
    /// <summary>Hands the run's list of steps to its endpoint.</summary>
    Step = 0,

    /// <summary>A <c>context.call</c> on its way to a stranger.</summary>
    ToCallback = 1,

    /// <summary>The answer of a <c>context.call</c> on its way to the run's endpoint.</summary>
    FromCallback = 2,

    /// <summary>Tells the run's failure function that it failed.</summary>
    FailureCall = 3,
}
