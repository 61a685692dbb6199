namespace BusQStash.Api.Workflows;

/// <summary>The run that invoked another.</summary>
internal sealed record InvokerResource(string WorkflowRunId, string WorkflowUrl, long WorkflowRunCreatedAt);
