namespace BusQStash.Store.Queues;

/// <summary>The owner of a lane. Times are unix milliseconds on the ledger's clock.</summary>
/// <param name="Holder">Number of the owning process.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="LeaseUntil">When its lease expires.</param>
/// <param name="HolderHeartbeatAt">Time of the owner's last heartbeat; <see langword="null"/> when its row has been deleted.</param>
/// <param name="HolderAlive">The heartbeat is recent.</param>
public sealed record LaneView(int Holder, long Epoch, long LeaseUntil, long? HolderHeartbeatAt, bool HolderAlive);
