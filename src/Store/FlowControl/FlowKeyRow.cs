namespace BusQStash.Store.FlowControl;

/// <summary>A key as both engines return it.</summary>
internal sealed class FlowKeyRow
{
    /// <summary>The columns to select; starts of a window that has ended are not counted.</summary>
    public static string Select(string now) =>
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

    public string Key { get; init; } = "";

    public int? Parallelism { get; init; }

    public int? Rate { get; init; }

    public int PeriodSeconds { get; init; }

    public int RateCount { get; init; }

    public long WindowStartedAt { get; init; }

    public int Paused { get; init; }

    public int PinnedParallelism { get; init; }

    public int PinnedRate { get; init; }

    public long Waiting { get; init; }

    public long InFlight { get; init; }

    public FlowKeyInfo ToInfo() => new()
    {
        Key = Key,
        Waiting = Waiting,
        Parallelism = Parallelism,
        InFlight = InFlight,
        Rate = Rate,
        RateCount = RateCount,
        PeriodSeconds = PeriodSeconds,
        WindowStartedAt = WindowStartedAt,
        Paused = Paused != 0,
        PinnedParallelism = PinnedParallelism != 0,
        PinnedRate = PinnedRate != 0,
    };
}
