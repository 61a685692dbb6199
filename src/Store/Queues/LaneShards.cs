using System.Text;

namespace BusQStash.Store.Queues;

/// <summary>Assigns a shard to a queue that has no broker queue of its own.</summary>
internal static class LaneShards
{
    /// <summary>Number of shards. It never changes, because shard numbers are stored in rows and in the names of broker queues.</summary>
    public const int Count = 64;

    /// <summary>The shard of a name: FNV-1a hash of its UTF-8 bytes modulo <see cref="Count"/>, the same on every machine and in every version.</summary>
    public static short Of(string queueName)
    {
        var hash = 2166136261u;
        foreach (var octet in Encoding.UTF8.GetBytes(queueName))
        {
            hash = unchecked((hash ^ octet) * 16777619u);
        }

        return (short)(hash % Count);
    }
}
