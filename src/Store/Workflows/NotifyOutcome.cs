namespace BusQStash.Store.Workflows;

/// <summary>What an event did.</summary>
/// <param name="IsKnown">The run it was for is alive; true for an event for all runs.</param>
/// <param name="IsTooMany">The run keeps no more events: this one was not stored.</param>
/// <param name="Waiters">Whom it resumed.</param>
/// <param name="Effects">What follows.</param>
public sealed record NotifyOutcome(bool IsKnown, bool IsTooMany, IReadOnlyList<NotifiedWaiter> Waiters, RunEffects Effects);
