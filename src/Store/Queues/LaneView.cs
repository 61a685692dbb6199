namespace BusQStash.Store.Queues;

/// <summary>Who works a lane. Times are unix milliseconds on the ledger's clock.</summary>
/// <param name="Holder">The process.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="LeaseUntil">When its lease ends.</param>
/// <param name="HolderHeartbeatAt">When it was last heard of; <see langword="null"/> when it is forgotten.</param>
/// <param name="HolderAlive">It was heard of just now.</param>
public sealed record LaneView(int Holder, long Epoch, long LeaseUntil, long? HolderHeartbeatAt, bool HolderAlive);
