namespace BusQStash.Client.Workflows;

/// <summary>One event of a run. What does not apply is <see langword="null"/>.</summary>
public sealed record WorkflowEvent
{
    /// <summary>When it happened.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>
    /// What happened: to the run (<c>RUN_STARTED</c>, <c>RUN_SUCCESS</c>…), to a step (<c>STEP_SUCCESS</c>, <c>WAITER_ADDED</c>, <c>INVOKED</c>…) or to one of
    /// its messages, with the states of the logs (<c>CREATED</c>, <c>DELIVERED</c>…).
    /// </summary>
    public required string State { get; init; }

    /// <summary>The run.</summary>
    public required string WorkflowRunId { get; init; }

    /// <summary>Its endpoint.</summary>
    public required string WorkflowUrl { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset WorkflowCreatedAt { get; init; }

    /// <summary>The step it is about.</summary>
    public WorkflowStep? StepInfo { get; init; }

    /// <summary>When the next attempt is due.</summary>
    public DateTimeOffset? NextDeliveryTime { get; init; }

    /// <summary>The error.</summary>
    public string? Error { get; init; }

    /// <summary>The status of the answer.</summary>
    public int? ResponseStatus { get; init; }

    /// <summary>The headers of the answer.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? ResponseHeaders { get; init; }

    /// <summary>The body of the answer.</summary>
    public string? ResponseBody { get; init; }

    /// <summary>The headers the endpoint gets.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Headers { get; init; }

    /// <summary>The run that invoked this one.</summary>
    public string? InvokerWorkflowRunId { get; init; }

    /// <summary>That run's endpoint.</summary>
    public string? InvokerWorkflowUrl { get; init; }

    /// <summary>When that run was created.</summary>
    public DateTimeOffset? InvokerWorkflowCreatedAt { get; init; }

    /// <summary>What the function returned, as JSON.</summary>
    public string? WorkflowRunResponse { get; init; }

    /// <summary>The dead letter it produced.</summary>
    public string? DlqId { get; init; }

    /// <summary>The run's labels.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>The address of the caller that started the run.</summary>
    public string? CallerIp { get; init; }
}
