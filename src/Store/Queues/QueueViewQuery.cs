namespace BusQStash.Store.Queues;

/// <summary>Which queues a list is about.</summary>
/// <param name="Search">Part of the name; <see langword="null"/> for all.</param>
/// <param name="Order">How they are sorted.</param>
/// <param name="After">The last one of the page before: whether it stood still, its lag then, its name.</param>
/// <param name="Count">At most so many.</param>
public sealed record QueueViewQuery(string? Search, QueueOrder Order, (int StandsStill, long Lag, string Name)? After, int Count);
