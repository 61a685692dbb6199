using BusQStash.Client.Messages;

namespace BusQStash.Client.Workflows;

/// <summary>A failed run, with the answer that failed it. Body and headers are those the run was started with.</summary>
public sealed record WorkflowDeadLetter : Message
{
    /// <summary>Its id in the dead letter queue.</summary>
    public required string DlqId { get; init; }

    /// <summary>The run.</summary>
    public required string WorkflowRunId { get; init; }

    /// <summary>When the run was created.</summary>
    public DateTimeOffset WorkflowCreatedAt { get; init; }

    /// <summary>The run's endpoint.</summary>
    public required string WorkflowUrl { get; init; }

    /// <summary>The status of the last answer; 0 when no answer came.</summary>
    public int ResponseStatus { get; init; }

    /// <summary>The headers of the last answer.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? ResponseHeader { get; init; }

    /// <summary>The body of the last answer.</summary>
    public string? ResponseBody { get; init; }

    /// <summary>The state of its failure function; <see langword="null"/> when it has none.</summary>
    public FailureFunctionState? FailureFunctionState { get; init; }
}
