namespace BusQStash.Crash.Traffic;

/// <summary>A call of the API about a queue or one of its messages, in the client's journal.</summary>
internal sealed record Meddling(MeddlingKind Kind, string Lane)
{
    /// <summary>The message that was to be canceled.</summary>
    public string? MessageId { get; init; }

    public int Parallelism { get; init; }

    /// <summary>When it was first sent: it may have its effect from here on.</summary>
    public TimeSpan Sent { get; set; }

    /// <summary>When it was answered; nothing when it never was, and may have had its effect or not.</summary>
    public TimeSpan? Answered { get; set; }

    /// <summary>The answer was that there is nothing to change.</summary>
    public bool Refused { get; set; }
}
