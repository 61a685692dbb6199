using System.Globalization;
using BusQStash.Client.Http;

namespace BusQStash.Client.Workflows;

/// <summary>Which failed runs are meant. Values of one property are alternatives; all properties that are set must fit.</summary>
public sealed record WorkflowDlqFilter
{
    /// <summary>These dead letters; nothing else may be set beside it.</summary>
    public IReadOnlyList<string> DlqIds { get; init; } = [];

    /// <summary>The run's id, or its beginning.</summary>
    public string? WorkflowRunId { get; init; }

    /// <summary>Endpoints.</summary>
    public IReadOnlyList<string> WorkflowUrls { get; init; } = [];

    /// <summary>Labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Flow-control keys.</summary>
    public IReadOnlyList<string> FlowControlKeys { get; init; } = [];

    /// <summary>Addresses of starters.</summary>
    public IReadOnlyList<string> CallerIps { get; init; } = [];

    /// <summary>Statuses of the last answer.</summary>
    public IReadOnlyList<int> ResponseStatuses { get; init; } = [];

    /// <summary>How the failure function is doing.</summary>
    public IReadOnlyList<FailureFunctionState> FailureFunctionStates { get; init; } = [];

    /// <summary>Failed at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Failed at this time or earlier.</summary>
    public DateTimeOffset? To { get; init; }

    internal Query ToQuery() => new Query()
        .With("dlqIds", DlqIds)
        .With("workflowRunId", WorkflowRunId)
        .With("workflowUrl", WorkflowUrls)
        .With("label", Labels)
        .With("flowControlKey", FlowControlKeys)
        .With("callerIp", CallerIps)
        .With("responseStatus", [.. ResponseStatuses.Select(status => status.ToString(CultureInfo.InvariantCulture))])
        .With("failureFunctionState", [.. FailureFunctionStates.Select(FailureFunctionStateConverter.Text)])
        .With("fromDate", From)
        .With("toDate", To);
}
