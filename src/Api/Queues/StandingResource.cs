using BusQStash.Store.Queues;

namespace BusQStash.Api.Queues;

/// <summary>The explanation of a queue's state.</summary>
/// <param name="Reason">The first applicable reason of the closed set.</param>
/// <param name="NextAt">When it will change by itself.</param>
/// <param name="Facts">Values used in its text.</param>
/// <param name="Also">Further applicable reasons.</param>
internal sealed record StandingResource(string Reason, long? NextAt, StandingFacts Facts, IReadOnlyList<StandingReasonResource> Also)
{
    internal static StandingResource Of(QueueStanding standing) => new(
        QueueReasons.NameOf(standing.First.Reason), standing.First.NextAt, standing.First.Facts, [.. standing.Also.Select(StandingReasonResource.Of)]);
}
