using BusQStash.Api.Http;
using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>The failure callback of a run (wire contract 24.12).</summary>
internal sealed record FailureResource
{
    public string? MessageId { get; init; }

    public string? Url { get; init; }

    public required string State { get; init; }

    public Dictionary<string, List<string>>? FailHeaders { get; init; }

    public int? FailStatus { get; init; }

    public string? FailResponse { get; init; }

    public string? DlqId { get; init; }

    public string? ResponseBody { get; init; }

    public Dictionary<string, List<string>>? ResponseHeaders { get; init; }

    public int? ResponseStatus { get; init; }

    public IReadOnlyList<StepErrorResource>? Errors { get; init; }

    public int? MaxRetries { get; init; }

    public long? NextDeliveryTime { get; init; }

    internal static FailureResource? Of(RunRecord run, IReadOnlyList<StepRecord> steps)
    {
        if (RunStates.TextOf(run.Failure) is not { } state)
        {
            return null;
        }

        var message = steps.FirstOrDefault(step => step.Kind == StepKind.Failure && step.MessageId == run.FailureMessageId);
        var cause = steps.LastOrDefault(step => step.Kind is StepKind.Entry or StepKind.Answer && step is { MessageState: MessageState.Failed, Errors.Count: > 0 })?.Errors[^1];
        return new FailureResource
        {
            MessageId = run.FailureMessageId,
            Url = run.Spec.FailureCallback?.Url ?? run.Url,
            State = state,
            FailHeaders = HeaderMap.Of(cause?.Response?.Headers ?? []),
            FailStatus = cause?.Response?.Status,
            FailResponse = cause?.Response is { } failed ? LogText.Of(failed.Body) : null,
            DlqId = run.DlqId,
            ResponseBody = run.FailureResponse is { } response ? LogText.Of(response.Body) : null,
            ResponseHeaders = HeaderMap.Of(run.FailureResponse?.Headers ?? []),
            ResponseStatus = run.FailureResponse?.Status,
            Errors = message?.Errors is { Count: > 0 } errors ? [.. errors.Select(StepErrorResource.Of)] : null,
            MaxRetries = message?.Spec?.MaxRetries,
            NextDeliveryTime = message?.MessageState == MessageState.Retrying ? message.NotBefore : null,
        };
    }
}
