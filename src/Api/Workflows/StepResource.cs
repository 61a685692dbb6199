namespace BusQStash.Api.Workflows;

/// <summary>A step in the log of a run (wire contract 24.12). Members that do not apply are left out.</summary>
internal sealed record StepResource
{
    public int? StepId { get; init; }

    public string? StepName { get; init; }

    public string? StepType { get; init; }

    public string? CallType { get; init; }

    public string? MessageId { get; init; }

    public string? Out { get; init; }

    public int? Concurrent { get; init; }

    public required string State { get; init; }

    public long? CreatedAt { get; init; }

    public int? Retries { get; init; }

    public string? RetryDelay { get; init; }

    public Dictionary<string, List<string>>? Headers { get; init; }

    public long? NextDeliveryTime { get; init; }

    public IReadOnlyList<StepErrorResource>? Errors { get; init; }

    public long? SleepFor { get; init; }

    public long? SleepUntil { get; init; }

    public string? WaitEventId { get; init; }

    public string? WaitTimeoutDuration { get; init; }

    public long? WaitTimeoutDeadline { get; init; }

    public bool? WaitTimeout { get; init; }

    public string? CallUrl { get; init; }

    public string? CallMethod { get; init; }

    public Dictionary<string, List<string>>? CallHeaders { get; init; }

    public string? CallBody { get; init; }

    public int? CallResponseStatus { get; init; }

    public Dictionary<string, List<string>>? CallResponseHeaders { get; init; }

    public string? CallResponseBody { get; init; }

    public string? InvokedWorkflowRunId { get; init; }

    public string? InvokedWorkflowUrl { get; init; }

    public long? InvokedWorkflowCreatedAt { get; init; }

    public string? InvokedWorkflowRunBody { get; init; }

    public Dictionary<string, List<string>>? InvokedWorkflowRunHeaders { get; init; }
}
