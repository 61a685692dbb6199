using System.Diagnostics;
using BusQStash.Rules.Retries;
using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;
using BusQStash.Store.Queues;
using BusQStash.Worker.Callbacks;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.Workflows;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Retries;

/// <summary>Decides what follows an attempt: delivered, retry, or give up; and which callbacks are sent.</summary>
internal sealed class NextStep(IOptions<RetryOptions> options, DlqIds dlqIds)
{
    public AttemptSettlement Settle(Attempt attempt, LaneEpoch? lane, DeliveryOutcome outcome, DateTimeOffset startedAt, DateTimeOffset finishedAt)
    {
        var state = StateAfter(attempt, outcome);
        var end = new AttemptSettlement
        {
            MessageId = attempt.MessageId,
            Attempt = attempt.Number,
            Lane = lane,
            UntouchedSince = attempt is { Number: 0, Spec: { FlowControl: null, SourceMessageId: null } } ? attempt.CreatedAt : null,
            NextState = state,
            NextAttemptAt = state == MessageState.Retrying ? finishedAt + DelayAfter(attempt, outcome, finishedAt) : null,
            StartedAt = startedAt,
            FinishedAt = finishedAt,
            Response = outcome.Answer,
            Error = outcome.Words,
            DlqId = state == MessageState.Failed ? dlqIds.Next(finishedAt) : null,
            AwaitsCallbacks = attempt.AwaitsCallbacks,
            Run = attempt.Spec.Workflow is { } tie && WorkflowDeliveries.ConcernsRun(tie, state) ? tie : null,
        };
        return end with { Callbacks = CallbackMessages.For(attempt, end), Outbox = [AttemptEvents.Of(attempt, end, outcome)] };
    }

    /// <summary>The end of a message whose workflow run has ended: no request was made.</summary>
    public static AttemptSettlement Close(Attempt attempt, LaneEpoch? lane, DateTimeOffset now) => new()
    {
        MessageId = attempt.MessageId,
        Attempt = attempt.Number,
        Lane = lane,
        NextState = MessageState.Canceled,
        StartedAt = now,
        FinishedAt = now,
        Outbox = [OutcomeEvents.Canceled(attempt.MessageId, attempt.Spec, attempt.CreatedAt, now)],
    };

    private static MessageState StateAfter(Attempt attempt, DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Delivered => MessageState.Delivered,
        DeliveryOutcome.NotRetryable => MessageState.Failed,
        DeliveryOutcome.Rejected or DeliveryOutcome.Unreachable => attempt.Number < attempt.Spec.MaxRetries ? MessageState.Retrying : MessageState.Failed,
        _ => throw new UnreachableException(),
    };

    private TimeSpan DelayAfter(Attempt attempt, DeliveryOutcome outcome, DateTimeOffset now) => RetryDelay.After(
        attempt.Spec.RetryDelayExpression,
        attempt.Number,
        (outcome as DeliveryOutcome.Rejected)?.Response?.Headers,
        options.Value.FactorOf(isWorkflow: attempt.Spec.Workflow is not null),
        now);
}
