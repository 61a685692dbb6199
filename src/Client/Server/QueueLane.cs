namespace BusQStash.Client.Server;

/// <summary>Who works a queue.</summary>
/// <param name="Holder">The process.</param>
/// <param name="Epoch">Rises with every owner.</param>
/// <param name="LeaseUntil">When its lease ends; in the past when nobody has it.</param>
/// <param name="HolderHeartbeatAt">When the process was last heard of.</param>
/// <param name="HolderAlive">Whether it was heard of just now.</param>
public sealed record QueueLane(int Holder, string Epoch, DateTimeOffset LeaseUntil, DateTimeOffset? HolderHeartbeatAt, bool HolderAlive);
