namespace BusQStash.Store.Queues;

/// <summary>A queue as people look at it.</summary>
/// <param name="Facts">What is known.</param>
/// <param name="Standing">What follows from it.</param>
/// <param name="Sorted">What it was sorted by: whether it stood still when it was counted last, and its lag then.</param>
public sealed record QueueView(QueueFacts Facts, QueueStanding Standing, (int StandsStill, long Lag) Sorted);
