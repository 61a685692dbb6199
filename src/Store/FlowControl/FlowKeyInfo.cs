namespace BusQStash.Store.FlowControl;

/// <summary>A flow-control key with its limits and current use.</summary>
public sealed record FlowKeyInfo
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>Messages that wait in its line.</summary>
    public required long Waiting { get; init; }

    /// <summary>Maximum number of messages in flight (parallelism); <see langword="null"/> for no limit.</summary>
    public required int? Parallelism { get; init; }

    /// <summary>Messages in flight now.</summary>
    public required long InFlight { get; init; }

    /// <summary>Maximum number of starts per period (rate limit); <see langword="null"/> for no limit.</summary>
    public required int? Rate { get; init; }

    /// <summary>Starts counted in the current window.</summary>
    public required int RateCount { get; init; }

    /// <summary>Length of the window in seconds.</summary>
    public required int PeriodSeconds { get; init; }

    /// <summary>When the last window began, unix milliseconds on the ledger's clock; 0 when there was none.</summary>
    public required long WindowStartedAt { get; init; }

    /// <summary>The key is paused: no message starts.</summary>
    public required bool Paused { get; init; }

    /// <summary>The parallelism is pinned: messages do not change it.</summary>
    public required bool PinnedParallelism { get; init; }

    /// <summary>Rate and period are pinned: messages do not change them.</summary>
    public required bool PinnedRate { get; init; }

    /// <summary>The keys as either engine returns them; starts of a window that has ended are not counted.</summary>
    internal static string Select(string now) =>
        $"""
        select k.key as Key, k.parallelism as Parallelism, k.rate as Rate, k.period_seconds as PeriodSeconds,
               case when k.rate is not null and {now} < k.window_started_at + k.period_seconds * 1000 then k.window_count else 0 end as RateCount,
               k.window_started_at as WindowStartedAt,
               case when k.paused then 1 else 0 end as Paused,
               case when k.pinned_parallelism then 1 else 0 end as PinnedParallelism,
               case when k.pinned_rate then 1 else 0 end as PinnedRate,
               (select count(*) from flow_wait w where w.key = k.key) as Waiting,
               (select count(*) from flow_permit p where p.key = k.key) as InFlight
        from flow_key k
        """;
}
