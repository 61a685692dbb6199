namespace BusQStash.Store.Workflows;

/// <summary>A new run that replaces a failed one.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="CreatedAt">When it was created, unix milliseconds.</param>
/// <param name="Effects">Effects to carry out after the commit.</param>
public sealed record RevivedRun(string RunId, long CreatedAt, RunEffects Effects);
