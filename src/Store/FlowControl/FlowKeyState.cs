namespace BusQStash.Store.FlowControl;

/// <summary>A key's state as read by a grant under the key's lock.</summary>
internal sealed record FlowKeyState
{
    public required string Key { get; init; }

    public int? Parallelism { get; init; }

    public int? Rate { get; init; }

    public int PeriodSeconds { get; init; } = 1;

    public bool Paused { get; init; }

    /// <summary>When the window began; 0 when the next start opens one.</summary>
    public long WindowStartedAt { get; init; }

    public int WindowCount { get; init; }

    /// <summary>Milliseconds the window's first start may have been late beyond the margin.</summary>
    public int WindowLag { get; init; }

    /// <summary>The ledger's clock, unix milliseconds.</summary>
    public required long Now { get; init; }

    /// <summary>Permits in use.</summary>
    public int Permits { get; init; }
}
