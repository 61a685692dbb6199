using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BusQStash.Bus.Naming;

/// <summary>
/// Names of BusQStash's queues and exchanges in the broker. The arguments of a broker queue cannot be changed, so its name contains a version: different
/// arguments need a new version.
/// </summary>
public static class BrokerNames
{
    /// <summary>The queue and exchange to which other services send <c>EnqueueMessage</c>.</summary>
    public const string Enqueue = "busqstash-enqueue";

    /// <summary>Prefixes of all our names: broker queues and their exchanges, and the exchanges of message types, which MassTransit names.</summary>
    internal static readonly string[] Prefixes = ["busqstash-", "BusQStash.Contracts"];

    /// <summary>Unordered messages, shared by all workers.</summary>
    public const string Deliver = "busqstash-v1-deliver";

    /// <summary>Number of broker queues shared by many lanes, for lanes beyond the limit of dedicated queues.</summary>
    public const int Shards = 64;

    /// <summary>
    /// Redeliveries of a command before the broker queue drops it. The ledger counts attempts, so this limit must never be reached. It cannot be -1 (RabbitMQ 3.10 then
    /// drops a command at the first requeue) or absent (4.x drops it after 20).
    /// </summary>
    public const int DeliveryLimit = 1_000_000;

    /// <summary>Content type of a probe: an empty message, sent to check whether a broker queue confirms it, and dropped by its consumer.</summary>
    public const string Question = "application/vnd.busqstash.question";

    private const int ReadablePrefix = 80;

    /// <summary>The broker queue of a QStash queue: a readable prefix and a hash, which keeps any name within the broker's limit of 255 bytes.</summary>
    public static string Lane(string queueName)
    {
        var prefix = queueName.Length <= ReadablePrefix ? queueName : queueName[..ReadablePrefix];
        return $"busqstash-v1-lane-{prefix}-{Hash(queueName)}";
    }

    /// <summary>The broker queue that carries a lane.</summary>
    public static string Lane(string queueName, int? shard) => shard is { } number ? Shard(number) : Lane(queueName);

    /// <summary>A broker queue that carries many lanes.</summary>
    public static string Shard(int shard) => string.Create(CultureInfo.InvariantCulture, $"busqstash-v1-shard-{shard:00}");

    /// <summary>The marker exchange. Its presence shows that this broker has not lost its data since it was set up for this ledger.</summary>
    public static string Marker(string ledgerId) => $"busqstash-v1-marker-{ledgerId}";

    /// <summary>The broker queue of a process (see <see cref="Instances.ProcessQueue"/>). Nothing is sent to it.</summary>
    public static string Process(int number) => string.Create(CultureInfo.InvariantCulture, $"busqstash-v1-process-{number}");

    /// <summary>A number below <paramref name="count"/> for a broker queue, the same in every process.</summary>
    internal static int Spread(string name, int count) => SHA256.HashData(Encoding.UTF8.GetBytes(name))[0] % count;

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
