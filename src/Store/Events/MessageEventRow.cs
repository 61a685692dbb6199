using BusQStash.Store.Sql;

namespace BusQStash.Store.Events;

/// <summary>An entry of a message's history without the message, as both engines return it.</summary>
internal sealed class MessageEventRow
{
    public const string Columns = """
        e.id as EventId, e.time as Time, e.state as EventState, e.error as Error, e.response_status as ResponseStatus,
        e.response_headers as ResponseHeaders, e.response_body as ResponseBody, e.next_delivery_at as NextDeliveryAt
        """;

    public long EventId { get; init; }

    public long Time { get; init; }

    public int EventState { get; init; }

    public string? Error { get; init; }

    public int? ResponseStatus { get; init; }

    public byte[]? ResponseHeaders { get; init; }

    public byte[]? ResponseBody { get; init; }

    public long? NextDeliveryAt { get; init; }

    public MessageEvent With(StoredMessageRow message) => new(
        EventId,
        DateTimeOffset.FromUnixTimeMilliseconds(Time),
        (EventState)EventState,
        message.ToMessage(),
        Error,
        ResponseColumns.Read(ResponseStatus, ResponseHeaders, ResponseBody, truncated: false),
        NextDeliveryAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null);
}
