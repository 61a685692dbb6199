using BusQStash.Store.Queues;

namespace BusQStash.Api.Queues;

/// <summary>A further statement about a queue's state.</summary>
/// <param name="Reason">One of the closed set.</param>
/// <param name="NextAt">When it will change by itself.</param>
/// <param name="Facts">Values used in its text.</param>
internal sealed record StandingReasonResource(string Reason, long? NextAt, StandingFacts Facts)
{
    internal static StandingReasonResource Of(StandingReason reason) => new(QueueReasons.NameOf(reason.Reason), reason.NextAt, reason.Facts);
}
