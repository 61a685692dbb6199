namespace BusQStash.Store.Queues;

/// <summary>A queue as the dashboard shows it.</summary>
/// <param name="Facts">The facts about it.</param>
/// <param name="Standing">The reasons derived from them.</param>
/// <param name="Sorted">The values it was sorted by, from the last count: whether it stood still, and its lag.</param>
public sealed record QueueView(QueueFacts Facts, QueueStanding Standing, (int StandsStill, long Lag) Sorted);
