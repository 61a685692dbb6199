namespace BusQStash.Store.FlowControl;

/// <summary>A flow-control key.</summary>
public sealed record FlowKeyInfo
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>Messages that wait in its line.</summary>
    public required long Waiting { get; init; }

    /// <summary>At most this many in flight; <see langword="null"/> for no such limit.</summary>
    public required int? Parallelism { get; init; }

    /// <summary>In flight now.</summary>
    public required long InFlight { get; init; }

    /// <summary>At most this many starts per period; <see langword="null"/> for no such limit.</summary>
    public required int? Rate { get; init; }

    /// <summary>Starts in the current window.</summary>
    public required int RateCount { get; init; }

    /// <summary>Length of the window in seconds.</summary>
    public required int PeriodSeconds { get; init; }

    /// <summary>When the last window began, unix milliseconds on the ledger's clock; 0 when there was none.</summary>
    public required long WindowStartedAt { get; init; }

    /// <summary>Nothing is started.</summary>
    public required bool Paused { get; init; }

    /// <summary>Messages do not change the parallelism.</summary>
    public required bool PinnedParallelism { get; init; }

    /// <summary>Messages do not change rate and period.</summary>
    public required bool PinnedRate { get; init; }
}
