namespace BusQStash.Store.BulkActions;

/// <summary>A bulk action about to be written down.</summary>
public sealed record NewBulkAction
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>What it does.</summary>
    public required BulkKind Kind { get; init; }

    /// <summary>For a cancel: which messages.</summary>
    public MessageFilter Messages { get; init; } = new();

    /// <summary>Otherwise: which dead letters.</summary>
    public DeadLetterFilter DeadLetters { get; init; } = new();

    /// <summary>It is about what was there at this time.</summary>
    public required DateTimeOffset Through { get; init; }

    /// <summary>For a retry: publish headers over those of the originals.</summary>
    public IReadOnlyDictionary<string, string> Overrides { get; init; } = new Dictionary<string, string>();
}
