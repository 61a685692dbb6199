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

/// <summary>Decides what follows from an attempt: done, try later, or give up; and whom to tell.</summary>
internal sealed class NextStep(IOptions<RetryOptions> options, DlqIds dlqIds)
{
    public AttemptEnd Decide(Attempt attempt, DeliveryOutcome outcome, DateTimeOffset startedAt, DateTimeOffset finishedAt)
    {
        var state = outcome switch
        {
            DeliveryOutcome.Delivered => MessageState.Delivered,
            DeliveryOutcome.NotRetryable => MessageState.Failed,
            DeliveryOutcome.Rejected or DeliveryOutcome.Unreachable =>
                attempt.Number < attempt.Spec.MaxRetries ? MessageState.Retrying : MessageState.Failed,
            _ => throw new UnreachableException(),
        };
        return new AttemptEnd(
            outcome,
            state,
            state == MessageState.Retrying ? finishedAt + DelayAfter(attempt, outcome, finishedAt) : null,
            state == MessageState.Failed ? dlqIds.Next(finishedAt) : null,
            startedAt,
            finishedAt);
    }

    public static AttemptSettlement Settle(Attempt attempt, LaneEpoch? lane, AttemptEnd end) => new()
    {
        MessageId = attempt.MessageId,
        Attempt = attempt.Number,
        Lane = lane,
        UntouchedSince = attempt is { Number: 0, Spec: { FlowControl: null, SourceMessageId: null } } ? attempt.CreatedAt : null,
        NextState = end.NextState,
        NextAttemptAt = end.NextAttemptAt,
        StartedAt = end.StartedAt,
        FinishedAt = end.FinishedAt,
        Response = end.Response,
        Error = end.Error,
        DlqId = end.DlqId,
        Callbacks = CallbackMessages.For(attempt, end),
        AwaitsCallbacks = attempt.AwaitsCallbacks,
        Outbox = [AttemptEvents.Of(attempt, end)],
        Run = attempt.Spec.Workflow is { } tie && WorkflowDeliveries.ConcernsRun(tie, end.NextState) ? tie : null,
    };

    /// <summary>The end of a message whose workflow run has ended: nobody was called.</summary>
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

    private TimeSpan DelayAfter(Attempt attempt, DeliveryOutcome outcome, DateTimeOffset now) => RetryDelay.After(
        attempt.Spec.RetryDelayExpression,
        attempt.Number,
        (outcome as DeliveryOutcome.Rejected)?.Response?.Headers,
        options.Value.FactorOf(isWorkflow: attempt.Spec.Workflow is not null),
        now);
}
