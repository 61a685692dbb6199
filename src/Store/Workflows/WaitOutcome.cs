namespace BusQStash.Store.Workflows;

/// <summary>The result of a request to wait.</summary>
/// <param name="IsAlive">The run was alive; otherwise nothing was stored.</param>
/// <param name="Effects">Effects to carry out, if a stored event ended the wait at once.</param>
public sealed record WaitOutcome(bool IsAlive, RunEffects Effects);
