namespace BusQStash.Contracts.Workflows;

/// <summary>A workflow run has started: its endpoint will be called.</summary>
/// <remarks>Published at least once; event type, run id and creation time serve to deduplicate it.</remarks>
public sealed record WorkflowRunStarted
{
    /// <summary>The run's id, as its starter gave it. Together with <see cref="CreatedAt"/> it identifies the run permanently.</summary>
    public string WorkflowRunId { get; init; } = "";

    /// <summary>When the run was created. An id may be reused after its run has ended; this time then differs.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The run's endpoint.</summary>
    public string WorkflowUrl { get; init; } = "";

    /// <summary>The run's labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The run that invoked this one and waits for it.</summary>
    public string? InvokerRunId { get; init; }
}
