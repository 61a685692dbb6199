namespace BusQStash.Crash.Faults;

/// <summary>A fault injected into the system.</summary>
internal sealed record Fault(FaultKind Kind, int ProcessId, TimeSpan From)
{
    /// <summary>When it was over: the process was restarted or resumed.</summary>
    public TimeSpan To { get; set; } = TimeSpan.MaxValue;

    /// <summary>Of a restart: when the process exited.</summary>
    public TimeSpan Ended { get; set; } = TimeSpan.MaxValue;

    /// <summary>Of a restart: the output of a process that did not exit in time and was killed.</summary>
    public string? Trouble { get; set; }

    /// <summary>Whether it was in progress at some moment of that span.</summary>
    public bool Meets(TimeSpan from, TimeSpan to) => From <= to && To >= from;
}
