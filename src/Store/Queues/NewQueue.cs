namespace BusQStash.Store.Queues;

/// <summary>The row of a queue to be created.</summary>
internal sealed record NewQueue(string Name, long CreatedAt, long NextSeq, short? Shard);
