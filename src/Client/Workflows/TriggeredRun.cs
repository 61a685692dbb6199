namespace BusQStash.Client.Workflows;

/// <summary>A run that was started.</summary>
/// <param name="WorkflowRunId">Its id.</param>
/// <param name="WorkflowCreatedAt">When it was created; together with the id it identifies the run permanently.</param>
/// <param name="Deduplicated">Whether a run with this id was already active, so that no new one was started.</param>
public sealed record TriggeredRun(string WorkflowRunId, DateTimeOffset WorkflowCreatedAt, bool Deduplicated = false);
