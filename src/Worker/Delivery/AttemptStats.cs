using System.Diagnostics;
using BusQStash.Rules.Destinations;
using BusQStash.Store.Messages;
using BusQStash.Store.Stats;

namespace BusQStash.Worker.Delivery;

/// <summary>Counts attempts for the charts. They count what this process saw, like the metrics.</summary>
internal static class AttemptStats
{
    public static void Count(StatCounters stats, Attempt attempt, AttemptSettlement end, DeliveryOutcome outcome, TimeSpan duration) => stats.CountAttempt(
        attempt.Spec.QueueName,
        DestinationHosts.Of(attempt.Spec.Url),
        OutcomeOf(outcome),
        NextOf(end.NextState),
        duration,
        attempt.Number == 0 ? end.StartedAt - attempt.NotBefore : null);

    private static StatField OutcomeOf(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Delivered => StatField.AttemptDelivered,
        DeliveryOutcome.Rejected => StatField.AttemptRejected,
        DeliveryOutcome.NotRetryable => StatField.AttemptNotRetryable,
        DeliveryOutcome.Unreachable { Fault: DeliveryFault.Timeout } => StatField.AttemptTimeout,
        DeliveryOutcome.Unreachable { Fault: DeliveryFault.DeniedAddress } => StatField.AttemptDenied,
        DeliveryOutcome.Unreachable => StatField.AttemptUnreachable,
        _ => throw new UnreachableException(),
    };

    private static StatField NextOf(MessageState state) => state switch
    {
        MessageState.Delivered => StatField.Delivered,
        MessageState.Retrying => StatField.Retried,
        _ => StatField.Failed,
    };
}
