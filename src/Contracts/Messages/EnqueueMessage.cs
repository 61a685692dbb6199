namespace BusQStash.Contracts.Messages;

/// <summary>
/// Command to accept a message for delivery. A service may send it to the broker queue <c>busqstash-enqueue</c> instead of calling the REST API:
/// it means the same as one item of <c>POST /v2/batch</c> and gets the same validation, deduplication and order.
/// </summary>
public sealed record EnqueueMessage
{
    /// <summary>Absolute http(s) URL, name of a URL group, or <c>api/&lt;name&gt;</c> (wire contract 5).</summary>
    public string Destination { get; init; } = "";

    /// <summary>QStash queue to enqueue into; <see langword="null"/> to deliver unordered.</summary>
    public string? QueueName { get; init; }

    /// <summary>Publish headers as on the REST API (wire contract 3.1), names in any case; for instance <c>Upstash-Retries</c>.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>The body; its bytes are never parsed.</summary>
    public byte[]? Body { get; init; }
}
