namespace BusQStash.Api.Messages;

/// <summary>The workflow run a message belongs to.</summary>
/// <param name="WorkflowRunId">Its id.</param>
/// <param name="WorkflowRunCreatedAt">When it was created; an id may be used again.</param>
/// <param name="State">Its state, as in the log of runs; left out when it is no longer known.</param>
internal sealed record RelatedRun(string WorkflowRunId, long WorkflowRunCreatedAt, string? State);
