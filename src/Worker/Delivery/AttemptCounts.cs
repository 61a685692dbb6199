using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Stats;

namespace BusQStash.Worker.Delivery;

/// <summary>Records attempts in the list of running ones, the metrics and the statistics.</summary>
internal sealed class AttemptCounts(DeliveryMetrics metrics, OwnActivity activity, StatCounters stats)
{
    /// <summary>Shows an attempt as running until what is returned is handed to <see cref="End"/>.</summary>
    public long Begin(Attempt attempt, DateTimeOffset startedAt) => activity.Begin(attempt.MessageId, startedAt.ToUnixTimeMilliseconds(), attempt.Spec.Url);

    /// <summary>It runs no longer.</summary>
    public void End(long ticket) => activity.End(ticket);

    /// <summary>Counts how it ended.</summary>
    public void Count(Attempt attempt, AttemptSettlement end, DeliveryOutcome outcome, TimeSpan duration)
    {
        metrics.Count(end, outcome, duration);
        AttemptStats.Count(stats, attempt, end, outcome, duration);
    }
}
