namespace BusQStash.Api.Workflows;

/// <summary>A run that was started (wire contract 24.10).</summary>
/// <param name="WorkflowRunId">Its id.</param>
/// <param name="WorkflowCreatedAt">When it was created, unix milliseconds.</param>
/// <param name="Deduplicated">True when a run with this id is alive; otherwise left out.</param>
internal sealed record TriggeredRun(string WorkflowRunId, long WorkflowCreatedAt, bool? Deduplicated = null);
