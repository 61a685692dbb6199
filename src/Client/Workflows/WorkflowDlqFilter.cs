using System.Globalization;
using BusQStash.Client.Http;

namespace BusQStash.Client.Workflows;

/// <summary>Selects failed runs. The values of one property are alternatives; an entry must match every property that is set.</summary>
public sealed record WorkflowDlqFilter
{
    /// <summary>These dead letters; nothing else may be set with it.</summary>
    public IReadOnlyList<string> DlqIds { get; init; } = [];

    /// <summary>The run's id, or a prefix of it.</summary>
    public string? WorkflowRunId { get; init; }

    /// <summary>Endpoints.</summary>
    public IReadOnlyList<string> WorkflowUrls { get; init; } = [];

    /// <summary>Labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Flow-control keys.</summary>
    public IReadOnlyList<string> FlowControlKeys { get; init; } = [];

    /// <summary>Addresses of the callers that started runs.</summary>
    public IReadOnlyList<string> CallerIps { get; init; } = [];

    /// <summary>Statuses of the last answer.</summary>
    public IReadOnlyList<int> ResponseStatuses { get; init; } = [];

    /// <summary>States of the failure function.</summary>
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
