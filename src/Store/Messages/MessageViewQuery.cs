using BusQStash.Store.BulkActions;

namespace BusQStash.Store.Messages;

/// <summary>Which unfinished messages a list is about.</summary>
public sealed record MessageViewQuery
{
    /// <summary>Hosts and paths count for nothing here.</summary>
    public MessageFilter Filter { get; init; } = new();

    /// <summary>Their URL begins with it, letter by letter.</summary>
    public string? UrlPrefix { get; init; }

    /// <summary>One of these.</summary>
    public IReadOnlyList<PendingState> States { get; init; } = [];

    /// <summary>Messages whose attempt is known to run.</summary>
    public IReadOnlyList<string> Running { get; init; } = [];

    /// <summary>The moment to which the states belong, unix milliseconds.</summary>
    public required long Now { get; init; }

    /// <summary>Continue after this message (unix milliseconds and id).</summary>
    public (long CreatedAt, string Id)? After { get; init; }

    /// <summary>At most this many.</summary>
    public int Count { get; init; } = 50;
}
