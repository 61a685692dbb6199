using BusQStash.Store.Queues;

namespace BusQStash.Api.Queues;

/// <summary>Why a queue does what it does.</summary>
/// <param name="Reason">The first that holds of the closed set.</param>
/// <param name="NextAt">When it changes by itself.</param>
/// <param name="Facts">What it is told with.</param>
/// <param name="Also">What is true besides.</param>
internal sealed record StandingResource(string Reason, long? NextAt, StandingFacts Facts, IReadOnlyList<StandingReasonResource> Also)
{
    internal static StandingResource Of(QueueStanding standing) => new(
        QueueReasons.NameOf(standing.First.Reason), standing.First.NextAt, standing.First.Facts, [.. standing.Also.Select(StandingReasonResource.Of)]);
}
