using BusQStash.Store.BulkActions;

namespace BusQStash.Store.Messages;

/// <summary>Filter of a list of unfinished messages.</summary>
public sealed record MessageViewQuery
{
    /// <summary>Filter of the message properties; its hosts and paths are ignored here.</summary>
    public MessageFilter Filter { get; init; } = new();

    /// <summary>Messages whose URL starts with this prefix, case-sensitive.</summary>
    public string? UrlPrefix { get; init; }

    /// <summary>Messages in one of these states.</summary>
    public IReadOnlyList<PendingState> States { get; init; } = [];

    /// <summary>Ids of messages with an attempt known to be in flight.</summary>
    public IReadOnlyList<string> Running { get; init; } = [];

    /// <summary>The time the states refer to, unix milliseconds.</summary>
    public required long Now { get; init; }

    /// <summary>Cursor: continue after this message (unix milliseconds and id).</summary>
    public (long CreatedAt, string Id)? After { get; init; }

    /// <summary>Maximum number of messages.</summary>
    public int Count { get; init; } = 50;
}
