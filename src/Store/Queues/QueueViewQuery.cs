namespace BusQStash.Store.Queues;

/// <summary>Filter, order and page of a list of queues.</summary>
/// <param name="Search">Part of the name; <see langword="null"/> for all queues.</param>
/// <param name="Order">Sort order.</param>
/// <param name="After">Cursor, the last queue of the previous page: whether it stood still, its lag when it was counted, and its name.</param>
/// <param name="Count">Maximum number of queues.</param>
public sealed record QueueViewQuery(string? Search, QueueOrder Order, (int StandsStill, long Lag, string Name)? After, int Count)
{
    /// <summary>Beginning of the name, in any case; <see langword="null"/> for all queues.</summary>
    public string? Prefix { get; init; }
}
