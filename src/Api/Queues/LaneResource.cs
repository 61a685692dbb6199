using System.Globalization;
using BusQStash.Store.Queues;

namespace BusQStash.Api.Queues;

/// <summary>Who works a queue.</summary>
/// <param name="Holder">The process.</param>
/// <param name="Epoch">Rises with every owner.</param>
/// <param name="LeaseUntil">When its lease ends; in the past when nobody has it.</param>
/// <param name="HolderHeartbeatAt">When the holder was last heard of.</param>
/// <param name="HolderAlive">It was heard of just now.</param>
internal sealed record LaneResource(int Holder, string Epoch, long LeaseUntil, long? HolderHeartbeatAt, bool HolderAlive)
{
    internal static LaneResource Of(LaneView lane) =>
        new(lane.Holder, lane.Epoch.ToString(CultureInfo.InvariantCulture), lane.LeaseUntil, lane.HolderHeartbeatAt, lane.HolderAlive);
}
