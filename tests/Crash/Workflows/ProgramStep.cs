using BusQStash.Crash.Sink;

namespace BusQStash.Crash.Workflows;

/// <summary>A step of a program.</summary>
/// <param name="Id">Its number, as counted by the SDK.</param>
/// <param name="Code">Its action.</param>
internal sealed record ProgramStep(int Id, StepCode Code)
{
    /// <summary>Failed attempts of a running step, retries of a failing one, seconds of a sleep or wait.</summary>
    public int Number { get; init; }

    /// <summary>When the event is sent, after the step began; null when it is never sent.</summary>
    public TimeSpan? NotifyAfter { get; init; }

    /// <summary>The sink's behaviour when called.</summary>
    public Behaviour Called { get; init; }

    /// <summary>The invoked program.</summary>
    public WorkflowProgram? Child { get; init; }

    public bool IsWait => Code is StepCode.Waits or StepCode.Listens;

    /// <summary>The SDK's name for its type.</summary>
    public string Type => Code switch
    {
        StepCode.Sleeps => "SleepFor",
        StepCode.Waits or StepCode.Listens => "Wait",
        StepCode.Calls => "Call",
        StepCode.Invokes => "Invoke",
        _ => "Run",
    };

    /// <summary>Whether the server appends its result.</summary>
    public bool IsAppendedByServer => IsWait || Code == StepCode.Invokes;
}
