namespace BusQStash.Store.Sql;

/// <summary>What facets are taken from: a log entry or a dead letter with what its message says, as both engines hand it over.</summary>
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
