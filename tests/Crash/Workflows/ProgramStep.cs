using BusQStash.Crash.Sink;

namespace BusQStash.Crash.Workflows;

/// <summary>A step of a program.</summary>
/// <param name="Id">Its number, as the SDK counts.</param>
/// <param name="Code">What it does.</param>
internal sealed record ProgramStep(int Id, StepCode Code)
{
    /// <summary>Failed attempts of one that runs, retries of one that fails, seconds of one that sleeps or waits.</summary>
    public int Number { get; init; }

    /// <summary>When the event is sent, after the step was begun; nothing when nobody sends it.</summary>
    public TimeSpan? NotifyAfter { get; init; }

    /// <summary>What the sink does when it is called.</summary>
    public Behaviour Called { get; init; }

    /// <summary>The program that is invoked.</summary>
    public WorkflowProgram? Child { get; init; }

    public bool IsWait => Code is StepCode.Waits or StepCode.Listens;

    /// <summary>How the SDK calls it.</summary>
    public string Type => Code switch
    {
        StepCode.Sleeps => "SleepFor",
        StepCode.Waits or StepCode.Listens => "Wait",
        StepCode.Calls => "Call",
        StepCode.Invokes => "Invoke",
        _ => "Run",
    };

    /// <summary>It is the server that appends its result.</summary>
    public bool IsAppendedByServer => IsWait || Code == StepCode.Invokes;
}
