namespace BusQStash.Store.Workflows;

/// <summary>The result of a notification.</summary>
/// <param name="IsKnown">The run it was sent to is alive; always true for an event sent to all runs.</param>
/// <param name="IsTooMany">The run has reached its limit of stored events: this one was not stored.</param>
/// <param name="Waiters">The waiters it resumed.</param>
/// <param name="Effects">Effects of the notification.</param>
public sealed record NotifyOutcome(bool IsKnown, bool IsTooMany, IReadOnlyList<NotifiedWaiter> Waiters, RunEffects Effects);
