namespace BusQStash.Store.Queues;

/// <summary>Where a queue stands while its row is locked.</summary>
/// <param name="Next">The next <c>seq</c> it gives out.</param>
/// <param name="Shard">The shard that carries its lane; <see langword="null"/> when the lane has a broker queue of its own.</param>
/// <param name="Signal">Its lane's signal.</param>
internal readonly record struct QueuePlace(long Next, int? Shard, long Signal);
