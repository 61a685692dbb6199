namespace BusQStash.Store.Sql;

/// <summary>Input of facets: a log entry or a dead letter with the fields of its message, as both engines return it.</summary>
internal sealed class SeenRow
{
    public long Time { get; init; }

    public int? State { get; init; }

    public int? Status { get; init; }

    public string? Error { get; init; }

    public string Url { get; init; } = "";

    public string? QueueName { get; init; }

    public string? FlowKey { get; init; }

    public string? ScheduleId { get; init; }

    public string MessageId { get; init; } = "";

    public string? DlqId { get; init; }
}
