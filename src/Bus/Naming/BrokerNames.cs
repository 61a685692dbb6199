using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BusQStash.Bus.Naming;

/// <summary>
/// Names of everything BusQStash has in the broker. A broker queue's arguments are fixed for ever, so its name carries a version: other
/// arguments need another version.
/// </summary>
public static class BrokerNames
{
    /// <summary>Where services send <c>EnqueueMessage</c> to.</summary>
    public const string Door = "busqstash-enqueue";

    /// <summary>How everything of ours begins: broker queues and their exchanges, and the exchanges of the messages' types, which MassTransit names.</summary>
    internal static readonly string[] Prefixes = ["busqstash-", "BusQStash.Contracts"];

    /// <summary>Unordered messages, shared by all workers.</summary>
    public const string Deliver = "busqstash-v1-deliver";

    /// <summary>Broker queues that carry many lanes each, once there are too many for one each.</summary>
    public const int Shards = 64;

    /// <summary>
    /// A broker queue takes a command back this often before it drops it. Not -1 (drops at the first requeue on 3.10) and not absent
    /// (drops after 20 on 4.x); the ledger counts attempts, so this only has to be out of reach.
    /// </summary>
    public const int DeliveryLimit = 1_000_000;

    /// <summary>Content type of a message that says nothing: sent to see whether a broker queue confirms it, dropped by whoever receives it.</summary>
    public const string Question = "application/vnd.busqstash.question";

    private const int ReadablePrefix = 80;

    /// <summary>The broker queue of a QStash queue: readable prefix and hash, within the broker's 255 bytes whatever the name.</summary>
    public static string Lane(string queueName)
    {
        var prefix = queueName.Length <= ReadablePrefix ? queueName : queueName[..ReadablePrefix];
        return $"busqstash-v1-lane-{prefix}-{Hash(queueName)}";
    }

    /// <summary>The broker queue that carries a lane.</summary>
    public static string Lane(string queueName, int? shard) => shard is { } number ? Shard(number) : Lane(queueName);

    /// <summary>A broker queue that carries many lanes.</summary>
    public static string Shard(int shard) => string.Create(CultureInfo.InvariantCulture, $"busqstash-v1-shard-{shard:00}");

    /// <summary>The exchange whose presence says that this broker has not lost its data since it was set up for this ledger.</summary>
    public static string Marker(string ledgerId) => $"busqstash-v1-marker-{ledgerId}";

    /// <summary>A number below <paramref name="count"/> for a broker queue, the same in every process.</summary>
    internal static int Spread(string name, int count) => SHA256.HashData(Encoding.UTF8.GetBytes(name))[0] % count;

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
