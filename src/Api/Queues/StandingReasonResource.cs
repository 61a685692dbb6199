using BusQStash.Store.Queues;

namespace BusQStash.Api.Queues;

/// <summary>Something that is true of a queue besides.</summary>
/// <param name="Reason">One of the closed set.</param>
/// <param name="NextAt">When it changes by itself.</param>
/// <param name="Facts">What it is told with.</param>
internal sealed record StandingReasonResource(string Reason, long? NextAt, StandingFacts Facts)
{
    internal static StandingReasonResource Of(StandingReason reason) => new(QueueReasons.NameOf(reason.Reason), reason.NextAt, reason.Facts);
}
