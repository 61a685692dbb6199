using System.Text;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>A run as its log shows it (wire contract 24.12).</summary>
internal sealed record RunResource
{
    public required string WorkflowRunId { get; init; }

    public required string WorkflowUrl { get; init; }

    public required string WorkflowState { get; init; }

    public required long WorkflowRunCreatedAt { get; init; }

    public long? WorkflowRunCompletedAt { get; init; }

    public string? WorkflowRunCallerIp { get; init; }

    public string? WorkflowRunResponse { get; init; }

    public InvokerResource? Invoker { get; init; }

    public string? DlqId { get; init; }

    public string? Label { get; init; }

    public IReadOnlyList<string>? Labels { get; init; }

    public string? FlowControlKey { get; init; }

    public FailureResource? FailureFunction { get; init; }

    public required IReadOnlyList<StepGroup> Steps { get; init; }

    internal static RunResource Of(RunRecord run, IReadOnlyList<StepRecord> steps) => new()
    {
        WorkflowRunId = run.RunId,
        WorkflowUrl = run.Url,
        WorkflowState = RunStates.TextOf(run.State),
        WorkflowRunCreatedAt = run.CreatedAt,
        WorkflowRunCompletedAt = run.CompletedAt,
        WorkflowRunCallerIp = run.CallerIp,
        WorkflowRunResponse = run.Response is { Length: > 0 } response ? Encoding.UTF8.GetString(response) : null,
        Invoker = run.InvokerRunId is { } invoker ? new InvokerResource(invoker, run.InvokerUrl!, run.InvokerCreatedAt ?? 0) : null,
        DlqId = run.DlqId,
        Label = run.Spec.Labels is [var first, ..] ? first : null,
        Labels = run.Spec.Labels is [] ? null : run.Spec.Labels,
        FlowControlKey = run.Spec.FlowControl?.Key,
        FailureFunction = FailureResource.Of(run, steps),
        Steps =
        [
            .. StepGroups.Of(run, steps).Select(group => group with { Steps = [.. group.Steps.Select(step => ShownTexts.Redact(step, run))] }),
        ],
    };
}
