namespace BusQStash.Crash.Sink;

/// <summary>One request to the workflows' endpoint, in addition to its <see cref="SinkAttempt"/>: its run and list, and what the endpoint submitted during it.</summary>
internal sealed record WorkflowCall
{
    public required WorkflowCallKind Kind { get; init; }

    public required string RunId { get; init; }

    /// <summary>When the run was created, unix milliseconds.</summary>
    public required long CreatedAt { get; init; }

    public required string MessageId { get; init; }

    public required int Retried { get; init; }

    /// <summary>The value of <c>Upstash-Workflow-Sdk-Version</c>.</summary>
    public string SdkVersion { get; init; } = "";

    public required TimeSpan Start { get; init; }

    public TimeSpan End { get; init; }

    /// <summary>As in <see cref="SinkAttempt"/>.</summary>
    public int ProcessId { get; init; }

    /// <summary>The answered status; 0 without an answer.</summary>
    public int Status { get; init; }

    /// <summary>The delivered list.</summary>
    public IReadOnlyList<ListEntry> List { get; init; } = [];

    /// <summary>Of the answer of a call, and of a failure: the message it reports on.</summary>
    public string Source { get; init; } = "";

    /// <summary>Of the answer of a call: its step.</summary>
    public int StepId { get; init; }

    /// <summary>Of the answer of a call: the status it reports, and whether another attempt follows.</summary>
    public int SourceStatus { get; init; }

    public bool IsSourceLast { get; init; }

    /// <summary>The endpoint's submissions, one entry for each request.</summary>
    public IReadOnlyList<Submission> Submissions { get; init; } = [];

    public bool Succeeded => Status is >= 200 and < 300;
}
