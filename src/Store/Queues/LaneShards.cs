using System.Text;

namespace BusQStash.Store.Queues;

/// <summary>Chooses the shard of a queue that has no broker queue of its own.</summary>
internal static class LaneShards
{
    /// <summary>How many there are. The number is written into rows and broker queues: it never changes.</summary>
    public const int Count = 64;

    /// <summary>The shard of a name: FNV-1a of its UTF-8 bytes, the same on every machine and in every version.</summary>
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
