using System.Text.Json.Serialization;

namespace BusQStash.Client.Workflows;

/// <summary>The run that invoked another and waits for it.</summary>
/// <param name="WorkflowRunId">Its id.</param>
/// <param name="WorkflowUrl">Its endpoint.</param>
/// <param name="CreatedAt">When it was created.</param>
public sealed record WorkflowInvoker(
    string WorkflowRunId, string WorkflowUrl, [property: JsonPropertyName("workflowRunCreatedAt")] DateTimeOffset CreatedAt);
