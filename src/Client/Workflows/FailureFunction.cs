namespace BusQStash.Client.Workflows;

/// <summary>The failure function of a failed run. What does not apply is <see langword="null"/>.</summary>
public sealed record FailureFunction
{
    /// <summary>The message that calls it.</summary>
    public string? MessageId { get; init; }

    /// <summary>The URL that is called.</summary>
    public string? Url { get; init; }

    /// <summary>Its state.</summary>
    public FailureFunctionState State { get; init; }

    /// <summary>The status with which the run failed.</summary>
    public int? FailStatus { get; init; }

    /// <summary>The headers of that answer.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? FailHeaders { get; init; }

    /// <summary>The body of that answer.</summary>
    public string? FailResponse { get; init; }

    /// <summary>The run's dead letter.</summary>
    public string? DlqId { get; init; }

    /// <summary>The status of the function's own answer.</summary>
    public int? ResponseStatus { get; init; }

    /// <summary>The headers of its answer.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? ResponseHeaders { get; init; }

    /// <summary>The body of its answer.</summary>
    public string? ResponseBody { get; init; }

    /// <summary>Its failed attempts.</summary>
    public IReadOnlyList<WorkflowStepError>? Errors { get; init; }

    /// <summary>Maximum number of retries.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>When its next attempt is due.</summary>
    public DateTimeOffset? NextDeliveryTime { get; init; }
}
