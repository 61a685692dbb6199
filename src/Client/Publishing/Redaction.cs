namespace BusQStash.Client.Publishing;

/// <summary>What is replaced by its hash wherever the message is shown. It cannot be undone.</summary>
public sealed record Redaction
{
    /// <summary>The body.</summary>
    public bool Body { get; init; }

    /// <summary>All headers.</summary>
    public bool AllHeaders { get; init; }

    /// <summary>These headers.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];
}
