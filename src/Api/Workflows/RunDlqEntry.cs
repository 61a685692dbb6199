using BusQStash.Api.Http;
using BusQStash.Api.Messages;
using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>A failed run in the dead letter queue (wire contract 24.11).</summary>
internal sealed record RunDlqEntry : MessageResource
{
    private RunDlqEntry(RunDeadLetter failed)
        : base(Shown(failed))
    {
        var (run, letter) = (failed.Run, failed.Letter);
        DlqId = letter.DlqId;
        WorkflowRunId = run.RunId;
        WorkflowCreatedAt = run.CreatedAt;
        WorkflowUrl = run.Url;
        ResponseStatus = letter.Response?.Status ?? 0;
        ResponseHeader = HeaderMap.Of(letter.Response?.Headers ?? []);
        ResponseBody = letter.Response is { } response ? LogText.Of(response.Body) : null;
        FailureFunctionState = RunStates.TextOf(run.Failure);
        FailureCallbackInfo = RunStates.TextOf(run.Failure) is { } state ? FailureInfo.Of(state, run.FailureResponse) : null;
    }

    public string DlqId { get; }

    public string WorkflowRunId { get; }

    public long WorkflowCreatedAt { get; }

    public string WorkflowUrl { get; }

    public int ResponseStatus { get; }

    public Dictionary<string, List<string>>? ResponseHeader { get; }

    public string? ResponseBody { get; }

    public string? FailureFunctionState { get; }

    public FailureInfo? FailureCallbackInfo { get; }

    internal static RunDlqEntry Of(RunDeadLetter failed) => new(failed);

    /// <summary>The URL of the step that failed, with the headers and the payload of the run's start.</summary>
    private static StoredMessage Shown(RunDeadLetter failed) => failed.Letter.Message with
    {
        Spec = failed.Run.Spec with { Url = failed.Letter.Message.Spec.Url, CallerIp = failed.Run.CallerIp },
        Body = failed.Payload,
    };
}
