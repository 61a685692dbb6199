using System.Text.Json.Serialization;

namespace BusQStash.Client.Workflows;

/// <summary>A run and its steps. What does not apply is <see langword="null"/>.</summary>
public sealed record WorkflowRun
{
    /// <summary>Its id.</summary>
    public required string WorkflowRunId { get; init; }

    /// <summary>Its endpoint.</summary>
    public required string WorkflowUrl { get; init; }

    /// <summary>Its state.</summary>
    [JsonPropertyName("workflowState")]
    public WorkflowRunState State { get; init; }

    /// <summary>When it was created; together with the id this identifies the run permanently.</summary>
    [JsonPropertyName("workflowRunCreatedAt")]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ended.</summary>
    [JsonPropertyName("workflowRunCompletedAt")]
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The address of the caller that started it.</summary>
    [JsonPropertyName("workflowRunCallerIp")]
    public string? CallerIp { get; init; }

    /// <summary>What its function returned, as JSON.</summary>
    [JsonPropertyName("workflowRunResponse")]
    public string? Response { get; init; }

    /// <summary>The run that waits for it.</summary>
    public WorkflowInvoker? Invoker { get; init; }

    /// <summary>The dead letter it produced.</summary>
    public string? DlqId { get; init; }

    /// <summary>Its labels.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Its flow-control key.</summary>
    public string? FlowControlKey { get; init; }

    /// <summary>Its failure function, once it has failed.</summary>
    public FailureFunction? FailureFunction { get; init; }

    /// <summary>Its steps, in groups, from the first to the next one.</summary>
    public IReadOnlyList<WorkflowStepGroup> Steps { get => field ?? []; init; }
}
