namespace BusQStash.Store.BulkActions;

/// <summary>A bulk action to be stored.</summary>
public sealed record NewBulkAction
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Kind of operation.</summary>
    public required BulkKind Kind { get; init; }

    /// <summary>For a cancellation: filter of the messages.</summary>
    public MessageFilter Messages { get; init; } = new();

    /// <summary>For the other kinds: filter of the dead letters.</summary>
    public DeadLetterFilter DeadLetters { get; init; } = new();

    /// <summary>The action affects only entries that existed at this time.</summary>
    public required DateTimeOffset Through { get; init; }

    /// <summary>For a retry: publish headers that override those of the originals.</summary>
    public IReadOnlyDictionary<string, string> Overrides { get; init; } = new Dictionary<string, string>();
}
