namespace BusQStash.Crash.Sink;

/// <summary>One request to the workflows' endpoint, beside its <see cref="SinkAttempt"/>: which run and list it had, and what the endpoint submitted meanwhile.</summary>
internal sealed record WorkflowCall
{
    public required WorkflowCallKind Kind { get; init; }

    public required string RunId { get; init; }

    /// <summary>When the run was created, unix milliseconds.</summary>
    public required long CreatedAt { get; init; }

    public required string MessageId { get; init; }

    public required int Retried { get; init; }

    /// <summary>What <c>Upstash-Workflow-Sdk-Version</c> said.</summary>
    public string SdkVersion { get; init; } = "";

    public required TimeSpan Start { get; init; }

    public TimeSpan End { get; init; }

    /// <summary>As in <see cref="SinkAttempt"/>.</summary>
    public int ProcessId { get; init; }

    /// <summary>The status answered; 0 when there was no answer.</summary>
    public int Status { get; init; }

    /// <summary>The list as it was delivered.</summary>
    public IReadOnlyList<ListEntry> List { get; init; } = [];

    /// <summary>Of the answer of a call, and of a failure: the message it tells of.</summary>
    public string Source { get; init; } = "";

    /// <summary>Of the answer of a call: its step.</summary>
    public int StepId { get; init; }

    /// <summary>Of the answer of a call: the status it tells of, and whether there was another attempt to come.</summary>
    public int SourceStatus { get; init; }

    public bool IsSourceLast { get; init; }

    /// <summary>What the endpoint submitted, each sending by itself.</summary>
    public IReadOnlyList<Submission> Submissions { get; init; } = [];

    public bool Succeeded => Status is >= 200 and < 300;
}
