namespace BusQStash.Client.Publishing;

/// <summary>What a message has, whether it is published now or by a schedule.</summary>
public abstract record MessageOptions : DeliveryOptions
{
    private protected MessageOptions()
    {
    }

    /// <summary>The queue it takes its place in. Default: none; it is delivered as soon as possible, beside others.</summary>
    public string? Queue { get; init; }

    /// <summary>What the body is. Default: what <see cref="MessageBody.ContentType"/> says.</summary>
    public string? ContentType { get; init; }

    /// <summary>Who is told of the result of every attempt.</summary>
    public CallbackOptions? Callback { get; init; }

    /// <summary>Who is told, once, that delivery was given up.</summary>
    public CallbackOptions? FailureCallback { get; init; }

    /// <summary>Labels to find the message by: letters, digits, <c>-</c>, <c>_</c>, <c>.</c></summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Parts no list or log shall show; the destination gets them all the same.</summary>
    public Redaction? Redact { get; init; }
}
