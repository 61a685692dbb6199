using BusQStash.Client.Http;

namespace BusQStash.Client.Workflows;

/// <summary>Selects runs. The values of one property are alternatives; an entry must match every property that is set.</summary>
public sealed record WorkflowRunFilter
{
    /// <summary>Run ids.</summary>
    public IReadOnlyList<string> WorkflowRunIds { get; init; } = [];

    /// <summary>Endpoints.</summary>
    public IReadOnlyList<string> WorkflowUrls { get; init; } = [];

    /// <summary>Hosts (with port, if any) of endpoints.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Paths of endpoints.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>States. Not for a cancel, which applies to active runs only.</summary>
    public IReadOnlyList<WorkflowRunState> States { get; init; } = [];

    /// <summary>Labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Flow-control keys.</summary>
    public IReadOnlyList<string> FlowControlKeys { get; init; } = [];

    /// <summary>Addresses of the callers that started runs.</summary>
    public IReadOnlyList<string> CallerIps { get; init; } = [];

    /// <summary>Messages of the runs. Not for a cancel.</summary>
    public IReadOnlyList<string> MessageIds { get; init; } = [];

    /// <summary>Created at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Created at this time or earlier.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Truncates bodies in the answer to this many bytes; -1: not at all. <see langword="null"/>: the server's default. Not for a cancel.</summary>
    public int? TrimBody { get; init; }

    internal Query ToListQuery() => ToQuery()
        .With("workflowRunId", WorkflowRunIds)
        .With("workflowUrl", WorkflowUrls)
        .With("state", [.. States.Select(WorkflowRunStateConverter.Text)])
        .With("messageId", MessageIds)
        .With("trimBody", TrimBody);

    /// <summary>The query of a bulk cancel; a URL must match exactly, not as a prefix.</summary>
    internal Query ToCancelQuery()
    {
        if (States.Count > 0 || MessageIds.Count > 0)
        {
            throw new ArgumentException("A cancel is about living runs, and takes neither states nor messages", nameof(States));
        }

        return ToQuery()
            .With("workflowRunIds", WorkflowRunIds)
            .With("workflowUrl", WorkflowUrls)
            .When(WorkflowUrls.Count > 0, "workflowUrlExactMatch", "true");
    }

    private Query ToQuery() => new Query()
        .With("host", Hosts)
        .With("path", Paths)
        .With("label", Labels)
        .With("flowControlKey", FlowControlKeys)
        .With("callerIp", CallerIps)
        .With("fromDate", From)
        .With("toDate", To);
}
