namespace BusQStash.Client.Workflows;

/// <summary>A run that was started.</summary>
/// <param name="WorkflowRunId">Its id.</param>
/// <param name="WorkflowCreatedAt">When it was created; with the id it names the run for good.</param>
/// <param name="Deduplicated">Whether a run of this id was alive already, and left at that.</param>
public sealed record TriggeredRun(string WorkflowRunId, DateTimeOffset WorkflowCreatedAt, bool Deduplicated = false);
