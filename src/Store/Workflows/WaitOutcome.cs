namespace BusQStash.Store.Workflows;

/// <summary>What became of a wish to wait.</summary>
/// <param name="IsAlive">The run was alive; otherwise nothing was stored.</param>
/// <param name="Effects">What follows: the event was there already.</param>
public sealed record WaitOutcome(bool IsAlive, RunEffects Effects);
