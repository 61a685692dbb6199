namespace BusQStash.Crash.Faults;

/// <summary>Something that was done to the system.</summary>
internal sealed record Fault(FaultKind Kind, int ProcessId, TimeSpan From)
{
    /// <summary>When it was over: a process was back, or went on.</summary>
    public TimeSpan To { get; set; } = TimeSpan.MaxValue;

    /// <summary>Of a restart: when the process had ended.</summary>
    public TimeSpan Ended { get; set; } = TimeSpan.MaxValue;

    /// <summary>Of a restart: what the process had written when it was killed, because it had not ended in time.</summary>
    public string? Trouble { get; set; }

    /// <summary>It was going on at some moment of that span.</summary>
    public bool Meets(TimeSpan from, TimeSpan to) => From <= to && To >= from;
}
