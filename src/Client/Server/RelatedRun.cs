namespace BusQStash.Client.Server;

/// <summary>The workflow run a message belongs to.</summary>
/// <param name="WorkflowRunId">Its id.</param>
/// <param name="WorkflowRunCreatedAt">When it was created; an id may be used again.</param>
/// <param name="State"><c>RUN_STARTED</c>, <c>RUN_SUCCESS</c>, <c>RUN_FAILED</c> or <c>RUN_CANCELED</c>; <see langword="null"/> once it is no longer known.</param>
public sealed record RelatedRun(string WorkflowRunId, DateTimeOffset WorkflowRunCreatedAt, string? State = null);
