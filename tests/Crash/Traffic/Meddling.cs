namespace BusQStash.Crash.Traffic;

/// <summary>An API call on a queue or one of its messages, in the client's journal.</summary>
internal sealed record Meddling(MeddlingKind Kind, string Lane)
{
    /// <summary>The message to cancel.</summary>
    public string? MessageId { get; init; }

    public int Parallelism { get; init; }

    /// <summary>When it was first sent; it may take effect from then on.</summary>
    public TimeSpan Sent { get; set; }

    /// <summary>When it was answered; null when it never was, in which case it may have taken effect or not.</summary>
    public TimeSpan? Answered { get; set; }

    /// <summary>Whether the answer was that nothing was changed.</summary>
    public bool Refused { get; set; }
}
