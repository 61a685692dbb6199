using BusQStash.Api.Http;
using BusQStash.Contracts.Messages;

namespace BusQStash.Api.Publishing;

/// <summary>One thing to publish, wherever it came from: a REST call, an item of a batch, a command on the bus.</summary>
internal sealed record PublishRequest
{
    /// <summary>URL, URL group or <c>api/…</c>, one character per byte; <see langword="null"/> or empty when it was left out.</summary>
    public required string? Destination { get; init; }

    /// <summary>The queue to enqueue into.</summary>
    public string? QueueName { get; init; }

    /// <summary>The headers the request came with, values one character per byte.</summary>
    public IReadOnlyList<HeaderLine> Headers { get; init; } = [];

    /// <summary>Configuration from the query string, which headers override.</summary>
    public IReadOnlyList<HeaderLine> Query { get; init; } = [];

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Address of the publisher.</summary>
    public string? CallerIp { get; init; }

    /// <summary>The schedule whose firing this is. What recognises duplicates did so when it was created, and says nothing of its messages.</summary>
    public string? ScheduleId { get; init; }

    /// <summary>The command on the bus that asks for this, or the firing of a schedule that does, from which ids are derived.</summary>
    public Guid? CommandId { get; init; }

    /// <summary>Who asks over the REST API; <see langword="null"/> for a command on the bus and the firing of a schedule, which nothing bounds.</summary>
    public Caller? Caller { get; init; }
}
