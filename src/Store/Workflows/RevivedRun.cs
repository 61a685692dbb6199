namespace BusQStash.Store.Workflows;

/// <summary>A run that goes on for a failed one.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="CreatedAt">When it was created, unix milliseconds.</param>
/// <param name="Effects">What follows.</param>
public sealed record RevivedRun(string RunId, long CreatedAt, RunEffects Effects);
