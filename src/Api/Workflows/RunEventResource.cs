using System.Text;
using BusQStash.Api.Http;
using BusQStash.Api.Messages;
using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>A single event in the log of runs (wire contract 24.12).</summary>
internal sealed record RunEventResource
{
    public required long Time { get; init; }

    public required string State { get; init; }

    public required string WorkflowRunId { get; init; }

    public required string WorkflowUrl { get; init; }

    public required long WorkflowCreatedAt { get; init; }

    public StepResource? StepInfo { get; init; }

    public long? NextDeliveryTime { get; init; }

    public string? Error { get; init; }

    public int? ResponseStatus { get; init; }

    public string? ResponseBody { get; init; }

    public Dictionary<string, List<string>>? ResponseHeaders { get; init; }

    public Dictionary<string, List<string>>? Headers { get; init; }

    public string? InvokerWorkflowRunId { get; init; }

    public string? InvokerWorkflowUrl { get; init; }

    public long? InvokerWorkflowCreatedAt { get; init; }

    public string? WorkflowRunResponse { get; init; }

    public string? DlqId { get; init; }

    public string? Label { get; init; }

    public IReadOnlyList<string>? Labels { get; init; }

    public string? CallerIp { get; init; }

    internal static RunEventResource Of(RunEvent entry, int trimBody)
    {
        var run = entry.Run;
        return new RunEventResource
        {
            Time = entry.Time,
            State = RunEventStates.NameOf(entry.State),
            WorkflowRunId = run.RunId,
            WorkflowUrl = run.Url,
            WorkflowCreatedAt = run.CreatedAt,
            StepInfo = entry.Step is { } step ? ShownTexts.Trim(ShownTexts.Redact(StepOf(step, run), run), trimBody) : null,
            NextDeliveryTime = entry.NextDeliveryAt,
            Error = entry.Error,
            ResponseStatus = entry.Response?.Status,
            ResponseBody = ShownTexts.Cut(entry.Response is { } response ? LogText.Of(response.Body) : null, trimBody),
            ResponseHeaders = HeaderMap.Of(entry.Response?.Headers ?? []),
            Headers = Redacted.Headers(entry.Step?.Spec ?? run.Spec),
            InvokerWorkflowRunId = run.InvokerRunId,
            InvokerWorkflowUrl = run.InvokerUrl,
            InvokerWorkflowCreatedAt = run.InvokerCreatedAt,
            WorkflowRunResponse = entry.State == RunEventState.RunSucceeded && run.Response is { Length: > 0 } value
                ? ShownTexts.Cut(Encoding.UTF8.GetString(value), trimBody)
                : null,
            DlqId = entry.State == RunEventState.RunFailed ? run.DlqId : null,
            Label = run.Spec.Labels is [var first, ..] ? first : null,
            Labels = run.Spec.Labels is [] ? null : run.Spec.Labels,
            CallerIp = run.CallerIp,
        };
    }

    private static StepResource StepOf(StepRecord step, RunRecord run) => step switch
    {
        { Kind: StepKind.Entry, Position: 0 } => StepResources.Initial(run, step),
        { Kind: StepKind.Answer or StepKind.Failure or StepKind.Handshake } => new StepResource
        {
            CallType = step.Kind switch { StepKind.Answer => "fromCallback", StepKind.Failure => "failureCall", _ => WorkflowHeader.Step },
            MessageId = step.MessageId,
            State = StateOf(step, run.State),
            CreatedAt = step.CreatedAt,
        },
        _ => StepResources.Of(step, StepDetails.Of([step], step.StepId), StateOf(step, run.State)) with
        {
            CallType = step.Kind == StepKind.Call ? WorkflowHeader.ToCallback : WorkflowHeader.Step,
        },
    };

    /// <summary>A result succeeds independently of its message; a sleep succeeds when it is over.</summary>
    private static string StateOf(StepRecord step, RunState run) => step switch
    {
        { MessageState: MessageState.Delivered } => StepResources.Success,
        { Kind: StepKind.Entry, TargetStep: 0, Type: not ("SleepFor" or "SleepUntil") } => StepResources.Success,
        _ => StepResources.StateOf(step, run),
    };
}
