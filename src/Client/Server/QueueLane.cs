namespace BusQStash.Client.Server;

/// <summary>The process that works a queue, and its lease.</summary>
/// <param name="Holder">The process.</param>
/// <param name="Epoch">The fencing epoch; rises with every owner.</param>
/// <param name="LeaseUntil">When its lease expires; in the past when no process has a valid lease.</param>
/// <param name="HolderHeartbeatAt">The process's last heartbeat.</param>
/// <param name="HolderAlive">Whether that heartbeat is recent.</param>
public sealed record QueueLane(int Holder, string Epoch, DateTimeOffset LeaseUntil, DateTimeOffset? HolderHeartbeatAt, bool HolderAlive);
