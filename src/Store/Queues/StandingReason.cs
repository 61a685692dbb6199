namespace BusQStash.Store.Queues;

/// <summary>A reason with the facts that describe it.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="NextAt">When the state changes by itself, unix milliseconds; <see langword="null"/> if unknown.</param>
/// <param name="Facts">The facts.</param>
public sealed record StandingReason(QueueReason Reason, long? NextAt, StandingFacts Facts);
