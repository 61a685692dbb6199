using BusQStash.Contracts.Messages;
using BusQStash.Contracts.Workflows;
using BusQStash.Rules.Callbacks;
using BusQStash.Rules.Headers;
using BusQStash.Store.Messages;
using BusQStash.Worker.Delivery;

namespace BusQStash.Worker.Callbacks;

/// <summary>Makes the messages that tell how an attempt went (wire contract 11). They are delivered like any other message.</summary>
/// <remarks>
/// Their ids follow from (message, attempt, kind): an attempt that is settled twice, or made again after a crash, makes the same callback,
/// and the ledger keeps the first.
/// </remarks>
internal static class CallbackMessages
{
    /// <summary>The callback, if this attempt has one, and the failure callback, if the message has failed for good.</summary>
    public static IReadOnlyList<NewMessage> For(Attempt attempt, AttemptSettlement end)
    {
        var callback = attempt.Spec.Callback is { } told && (end.NextState != MessageState.Retrying || !IsWorkflowCall(attempt.Spec))
            ? Create(attempt, end, told, CallbackIds.AfterAttempt)
            : null;
        var failureCallback = attempt.Spec.FailureCallback is { } warned && end.NextState == MessageState.Failed
            ? Create(attempt, end, warned, CallbackIds.AfterFailure)
            : null;
        return (callback, failureCallback) switch
        {
            (null, null) => [],
            ({ } only, null) => [only],
            (null, { } only) => [only],
            ({ } first, { } second) => [first, second],
        };
    }

    /// <summary>A workflow's call step waits for one answer: attempts in between would wake it for nothing (wire contract 24.5.1).</summary>
    private static bool IsWorkflowCall(MessageSpec spec) =>
        string.Equals(MessageOptions.Find(spec, MessageOptions.WorkflowCallType), MessageOptions.ToCallback, StringComparison.OrdinalIgnoreCase);

    private static NewMessage Create(Attempt attempt, AttemptSettlement end, CallbackSpec callback, string kind) => new()
    {
        Id = CallbackIds.Of(attempt.MessageId, attempt.Number, kind),
        IdIsDerived = true,
        Spec = SpecOf(attempt, end, callback) with { Workflow = TieOf(attempt, kind) },
        Body = CallbackBody.Write(attempt, end, ofFailure: kind == CallbackIds.AfterFailure),
        CreatedAt = end.FinishedAt,
    };

    /// <summary>An ordinary, unordered message. It has no callback of its own, but may have a failure callback.</summary>
    private static MessageSpec SpecOf(Attempt attempt, AttemptSettlement end, CallbackSpec callback) => new()
    {
        Url = callback.Url,
        Method = callback.Method,
        Headers = HeadersOf(callback),
        TimeoutMs = callback.TimeoutMs,
        MaxRetries = callback.Retries ?? attempt.Spec.MaxRetries,
        RetryDelayExpression = callback.RetryDelayExpression,
        FailureCallback = callback.FailureCallback,
        FlowControl = callback.FlowControl,
        Options = callback.Options,
        CallerIp = attempt.Spec.CallerIp,
        NotBefore = callback.DelayMs > 0 ? end.FinishedAt.ToUnixTimeMilliseconds() + callback.DelayMs : null,
        SourceMessageId = attempt.MessageId,

        // The callback's body repeats what the publisher wanted hidden in answers of the API; its headers were the publisher's, too.
        Redaction = attempt.Spec.Redaction is { } redaction ? redaction with { Body = true } : null,
    };

    /// <summary>The response to a workflow's call, and the callback that reports its failure, belong to the run.</summary>
    private static WorkflowMessage? TieOf(Attempt attempt, string kind) => attempt.Spec.Workflow switch
    {
        { CallType: WorkflowCallType.ToCallback } tie when kind == CallbackIds.AfterAttempt => tie with { CallType = WorkflowCallType.FromCallback },
        { CallType: not WorkflowCallType.FailureCall } tie when kind == CallbackIds.AfterFailure => tie with { CallType = WorkflowCallType.FailureCall },
        _ => null,
    };

    private static IReadOnlyList<HeaderLine> HeadersOf(CallbackSpec callback) =>
        callback.Headers.Any(header => header.Name.Equals(DestinationHeaders.ContentType, StringComparison.OrdinalIgnoreCase))
            ? callback.Headers
            : [new HeaderLine(DestinationHeaders.ContentType, "application/json"), .. callback.Headers];
}
