namespace BusQStash.Client.Publishing;

/// <summary>Parts of a message that are shown only as hashes. This cannot be undone.</summary>
public sealed record Redaction
{
    /// <summary>The body.</summary>
    public bool Body { get; init; }

    /// <summary>All headers.</summary>
    public bool AllHeaders { get; init; }

    /// <summary>These headers.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];
}
