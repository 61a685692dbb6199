namespace BusQStash.Client.Publishing;

/// <summary>Settings of a message, whether it is published now or by a schedule.</summary>
public abstract record MessageOptions : DeliveryOptions
{
    private protected MessageOptions()
    {
    }

    /// <summary>The queue it is enqueued into. Default: none; it is delivered as soon as possible, in parallel with others.</summary>
    public string? Queue { get; init; }

    /// <summary>The body's content type. Default: <see cref="MessageBody.ContentType"/>.</summary>
    public string? ContentType { get; init; }

    /// <summary>Callback, sent with the result of every attempt.</summary>
    public CallbackOptions? Callback { get; init; }

    /// <summary>Failure callback, sent once when delivery was given up.</summary>
    public CallbackOptions? FailureCallback { get; init; }

    /// <summary>Labels to find the message by: letters, digits, <c>-</c>, <c>_</c>, <c>.</c></summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Parts redacted in lists and logs; the destination still receives them.</summary>
    public Redaction? Redact { get; init; }
}
