namespace BusQStash.Store.Workflows;

/// <summary>What a single event in the log of a run tells (wire contract 24.12).</summary>
public enum RunEventState
{
    /// <summary>The run was created. The four of runs have the numbers of <see cref="RunState"/>.</summary>
    RunStarted = 0,

    /// <summary>The function returned.</summary>
    RunSucceeded = 1,

    /// <summary>A delivery failed for good.</summary>
    RunFailed = 2,

    /// <summary>Somebody canceled it.</summary>
    RunCanceled = 3,

    /// <summary>A step's result came.</summary>
    StepSucceeded = 10,

    /// <summary>A sleep began.</summary>
    StepInProgress = 11,

    /// <summary>The run began to wait for an event.</summary>
    WaiterAdded = 12,

    /// <summary>The run invoked another.</summary>
    Invoked = 13,

    /// <summary>The first of the states of the run's messages: those of <see cref="Events.EventState"/> follow in their order.</summary>
    Message = 100,
}
