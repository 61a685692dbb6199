using System.Text.Json;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Schedules;

/// <summary>A schedule as both engines return it.</summary>
internal sealed class ScheduleRow
{
    public const string Columns = """
        schedule_id as Id, generation as Generation, cron as Cron, destination as Destination, queue_name as QueueName, caller_ip as CallerIp,
        request as Request, body as Body, created_at as CreatedAt, paused as Paused, next_at as NextAt, last_at as LastAt,
        last_messages as LastMessages, error as Error
        """;

    public string Id { get; init; } = "";

    public string Generation { get; init; } = "";

    public string Cron { get; init; } = "";

    public string Destination { get; init; } = "";

    public string? QueueName { get; init; }

    public string? CallerIp { get; init; }

    public byte[] Request { get; init; } = [];

    public byte[] Body { get; init; } = [];

    public long CreatedAt { get; init; }

    public long Paused { get; init; }

    public long? NextAt { get; init; }

    public long? LastAt { get; init; }

    public string? LastMessages { get; init; }

    public string? Error { get; init; }

    public Schedule ToSchedule() => new()
    {
        Id = Id,
        Generation = Generation,
        Cron = Cron,
        Destination = Destination,
        QueueName = QueueName,
        CallerIp = CallerIp,
        Request = JsonSerializer.Deserialize(Request, LedgerJson.Default.ScheduledRequest)!,
        Body = Body,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        Paused = Paused != 0,
        NextAt = Time(NextAt),
        LastAt = Time(LastAt),
        LastMessages = LastMessages?.Split(',') ?? [],
        Error = Error,
    };

    private static DateTimeOffset? Time(long? milliseconds) =>
        milliseconds is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
}
