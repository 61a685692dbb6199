namespace BusQStash.Store.Workflows;

/// <summary>Kind of a single event in the log of a run (wire contract 24.12).</summary>
public enum RunEventState
{
    /// <summary>The run was created. The four states of runs have the numbers of <see cref="RunState"/>.</summary>
    RunStarted = 0,

    /// <summary>The function returned.</summary>
    RunSucceeded = 1,

    /// <summary>A delivery failed for good.</summary>
    RunFailed = 2,

    /// <summary>A user canceled the run.</summary>
    RunCanceled = 3,

    /// <summary>The result of a step arrived.</summary>
    StepSucceeded = 10,

    /// <summary>A sleep began.</summary>
    StepInProgress = 11,

    /// <summary>The run started to wait for an event.</summary>
    WaiterAdded = 12,

    /// <summary>The run invoked another run.</summary>
    Invoked = 13,

    /// <summary>The first of the states of the run's messages; the states of <see cref="Events.EventState"/> follow in their order.</summary>
    Message = 100,
}
