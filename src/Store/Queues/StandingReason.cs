namespace BusQStash.Store.Queues;

/// <summary>A reason with what it is told with.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="NextAt">When it changes by itself, unix milliseconds; <see langword="null"/> where nobody knows.</param>
/// <param name="Facts">The facts.</param>
public sealed record StandingReason(QueueReason Reason, long? NextAt, StandingFacts Facts);
