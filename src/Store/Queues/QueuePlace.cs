namespace BusQStash.Store.Queues;

/// <summary>The next place of a queue, read under the lock of its row.</summary>
/// <param name="Next">The next <c>seq</c> to assign.</param>
/// <param name="Shard">The shard that carries its lane; <see langword="null"/> when the lane has a broker queue of its own.</param>
/// <param name="Signal">Its lane's signal.</param>
internal readonly record struct QueuePlace(long Next, int? Shard, long Signal);
