using BusQStash.Api.Http;
using BusQStash.Contracts.Messages;

namespace BusQStash.Api.Publishing;

/// <summary>A publish request from any source: a REST call, an item of a batch, a command on the bus.</summary>
internal sealed record PublishRequest
{
    /// <summary>URL, URL group or <c>api/…</c>, one character per byte; <see langword="null"/> or empty when it was left out.</summary>
    public required string? Destination { get; init; }

    /// <summary>The queue to enqueue into.</summary>
    public string? QueueName { get; init; }

    /// <summary>The headers the request came with, values one character per byte.</summary>
    public IReadOnlyList<HeaderLine> Headers { get; init; } = [];

    /// <summary>Configuration from the query string; headers override it.</summary>
    public IReadOnlyList<HeaderLine> Query { get; init; } = [];

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The publisher's IP address.</summary>
    public string? CallerIp { get; init; }

    /// <summary>The schedule whose firing this is. Deduplication applied when the schedule was created and does not apply to its messages.</summary>
    public string? ScheduleId { get; init; }

    /// <summary>The id of the command on the bus, or of the schedule's firing, that message ids are derived from.</summary>
    public Guid? CommandId { get; init; }

    /// <summary>The caller of the REST API; <see langword="null"/> for a command on the bus and a schedule's firing, which no token bounds.</summary>
    public Caller? Caller { get; init; }
}
