using System.Text;

namespace BusQStash.Store.Queues;

/// <summary>Spreads lanes without a broker queue of their own over the shards.</summary>
internal static class LaneShards
{
    /// <summary>How many shards there are. Their broker queues have fixed names, so the number never changes.</summary>
    public const int Count = 64;

    /// <summary>The shard of a queue: FNV-1a over its name, the same in every process and version.</summary>
    public static int Of(string queueName)
    {
        var hash = 2166136261u;
        foreach (var part in Encoding.UTF8.GetBytes(queueName))
        {
            hash = (hash ^ part) * 16777619u;
        }

        return (int)(hash % Count);
    }
}
