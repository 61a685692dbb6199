namespace BusQStash.Client.Publishing;

/// <summary>Settings of a published message beyond its destination and body. All are optional.</summary>
public sealed record PublishOptions : MessageOptions
{
    /// <summary>The earliest time of the first attempt, to the millisecond. It takes precedence over <see cref="DeliveryOptions.Delay"/>.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Idempotency key: within the window only the first message with an id is accepted. Any text without <c>:</c>.</summary>
    public string? DeduplicationId { get; init; }

    /// <summary>Deduplicates by destination, body and headers instead of an id.</summary>
    public bool ContentBasedDeduplication { get; init; }

    /// <summary>How long a duplicate is recognised. BusQStash only, not QStash. Default: the server's (10 min).</summary>
    public TimeSpan? DeduplicationWindow { get; init; }
}
