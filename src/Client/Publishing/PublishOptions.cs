namespace BusQStash.Client.Publishing;

/// <summary>What a message is published with, beyond its destination and body. All of it may be left out.</summary>
public sealed record PublishOptions : MessageOptions
{
    /// <summary>The earliest time of the first attempt, to the millisecond. It wins over <see cref="DeliveryOptions.Delay"/>.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Within the server's window (10 min) only the first message of an id is accepted. Any text without <c>:</c>.</summary>
    public string? DeduplicationId { get; init; }

    /// <summary>The same, with destination, body and headers in place of an id.</summary>
    public bool ContentBasedDeduplication { get; init; }
}
