using System.Globalization;
using BusQStash.Store.Queues;

namespace BusQStash.Api.Queues;

/// <summary>The lane of a queue: the process that owns it, and its lease.</summary>
/// <param name="Holder">The process that owns the lane.</param>
/// <param name="Epoch">Increases with every change of owner.</param>
/// <param name="LeaseUntil">When the lease expires; in the past when the lane has no owner.</param>
/// <param name="HolderHeartbeatAt">The owner's last heartbeat.</param>
/// <param name="HolderAlive">Whether that heartbeat is recent.</param>
internal sealed record LaneResource(int Holder, string Epoch, long LeaseUntil, long? HolderHeartbeatAt, bool HolderAlive)
{
    internal static LaneResource Of(LaneView lane) =>
        new(lane.Holder, lane.Epoch.ToString(CultureInfo.InvariantCulture), lane.LeaseUntil, lane.HolderHeartbeatAt, lane.HolderAlive);
}
