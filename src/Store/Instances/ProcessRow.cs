using System.Text.Json;

namespace BusQStash.Store.Instances;

/// <summary>A process as both engines return it.</summary>
internal sealed class ProcessRow
{
    /// <summary>Registered processes, and those of which only the last details are left.</summary>
    public const string Select = """
        select i.number as Number, i.kind as Kind, i.started_at as StartedAt, i.heartbeat_at as HeartbeatAt,
               case when i.leaving or d.left_at is not null then 1 else 0 end as Leaving, i.in_flight as InFlight, i.capacity as Capacity,
               d.version as Version, d.host as Host, d.queues as Queues, d.running as Running, 1 as Registered
        from instance i left join instance_detail d on d.number = i.number
        union all
        select d.number, d.kind, null, d.written_at, case when d.left_at is not null then 1 else 0 end, 0, 0, d.version, d.host, d.queues, '[]', 0
        from instance_detail d where not exists (select 1 from instance i where i.number = d.number)
        order by 1
        """;

    public int Number { get; init; }

    public int Kind { get; init; }

    public long? StartedAt { get; init; }

    public long HeartbeatAt { get; init; }

    public int Leaving { get; init; }

    public int InFlight { get; init; }

    public int Capacity { get; init; }

    public string? Version { get; init; }

    public string? Host { get; init; }

    public int? Queues { get; init; }

    public string? Running { get; init; }

    public int Registered { get; init; }

    public ProcessView ToView(long now) => new()
    {
        Number = Number,
        Kind = (InstanceKind)Kind,
        StartedAt = StartedAt,
        HeartbeatAt = HeartbeatAt,
        Leaving = Leaving != 0,
        IsAlive = Registered != 0 && now - HeartbeatAt < ProcessView.GoneAfterMs,
        InFlight = InFlight,
        Capacity = Capacity,
        Detail = Version is null ? null : new InstanceDetail((InstanceKind)Kind, Version, Host ?? "", Queues ?? 0, ReadRunning()),
    };

    private IReadOnlyList<RunningAttempt> ReadRunning() =>
        Running is null or "[]" ? [] : JsonSerializer.Deserialize(Running, InstanceJson.Default.IReadOnlyListRunningAttempt) ?? [];
}
