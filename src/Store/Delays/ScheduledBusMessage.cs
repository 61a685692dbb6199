namespace BusQStash.Store.Delays;

/// <summary>A serialized MassTransit message that waits for its due time.</summary>
/// <param name="Destination">Address it is sent to.</param>
/// <param name="ContentType">Content type of the body.</param>
/// <param name="Body">The serialized message.</param>
/// <param name="HeadersJson">Transport headers as a JSON object, or <see langword="null"/>.</param>
public sealed record ScheduledBusMessage(string Destination, string ContentType, ReadOnlyMemory<byte> Body, string? HeadersJson);
