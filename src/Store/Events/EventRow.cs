namespace BusQStash.Store.Events;

/// <summary>An entry of a message's history to be written. Times are unix milliseconds.</summary>
internal sealed record EventRow(string MessageId, long Time, EventState State)
{
    public string? Error { get; init; }

    public int? ResponseStatus { get; init; }

    /// <summary>Header lines as UTF-8 JSON.</summary>
    public byte[]? ResponseHeaders { get; init; }

    public ReadOnlyMemory<byte>? ResponseBody { get; init; }

    public long? NextDeliveryAt { get; init; }

    /// <summary>The entry has its own facet keys, like CREATED: see <see cref="EventFacets.Carries"/>.</summary>
    public bool Carries { get; init; }
}
