namespace BusQStash.Store.Sqlite;

/// <summary>A lane whose head need not wait any longer.</summary>
internal sealed record WokenLane(string QueueName, int? Shard);
