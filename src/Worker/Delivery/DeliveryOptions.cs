using BusQStash.Rules.Destinations;
using BusQStash.Rules.Memory;

namespace BusQStash.Worker.Delivery;

/// <summary>How much is delivered at once, and the limits of one attempt.</summary>
public sealed class DeliveryOptions
{
    /// <summary>Where these settings stand in the configuration.</summary>
    public const string SectionName = "BusQStash:Delivery";

    private const int PartForBodies = 16;
    private const long LeastForBodies = 16 * 1024 * 1024;

    /// <summary>Unordered deliveries in flight in this process. More keeps slow destinations from filling it, and costs memory and sockets.</summary>
    public int MaxConcurrentDeliveries { get; set; } = 256;

    /// <summary>
    /// Commands of unordered messages taken from the broker and not yet acknowledged, <see cref="MaxConcurrentDeliveries"/> at least: while answers are written down, other
    /// deliveries start. By default three more for every delivery, 192 at most.
    /// </summary>
    public int? Prefetch { get; set; }

    /// <summary>How long a message that is here waits for the deliveries before it to end; then it goes back, for any worker.</summary>
    public TimeSpan PrefetchPatience { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Unordered deliveries in flight to one destination host; below the global cap, so that one slow host cannot take it all.</summary>
    public int MaxConcurrentPerHost { get; set; } = 128;

    /// <summary>How long a message waits for its host to have a free slot before it is put back.</summary>
    public TimeSpan HostPatience { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Most bytes of bodies that unordered deliveries read from the ledger at once; small bodies come with their commands and do not count. What finds no room for
    /// <see cref="PrefetchPatience"/> is put back. By default a sixteenth of the memory the process may have, 16 MiB at least. A larger body goes alone.
    /// </summary>
    public long? MaxBodyBytesInFlight { get; set; }

    /// <summary>The longest attempt; a message's own timeout can only shorten it.</summary>
    public TimeSpan MaxAttemptDuration { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How much of an answer's body is kept for callbacks, events and dead letters.</summary>
    public int MaxResponseBytes { get; set; } = 1024 * 1024;

    /// <summary>How long the head of an answer may be; a longer one is no answer. It is kept with the body.</summary>
    public int MaxResponseHeaderBytes { get; set; } = OutboundHandler.MaxAnswerHeaderBytes;

    /// <summary>How long connecting may take, name look-up and TLS included.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The value of <c>Upstash-Region</c> sent to destinations; the SDKs know <c>EU-CENTRAL-1</c> and <c>US-EAST-1</c>.</summary>
    public string Region { get; set; } = "EU-CENTRAL-1";

    /// <summary><see cref="MaxBodyBytesInFlight"/>, or its default.</summary>
    internal long BodyBytesAtOnce => MaxBodyBytesInFlight ?? ByteBudget.PartOfMemory(PartForBodies, LeastForBodies);

    /// <summary><see cref="Prefetch"/>, or its default.</summary>
    internal int CommandsAtOnce => Prefetch ?? (MaxConcurrentDeliveries + Math.Min(3 * MaxConcurrentDeliveries, 192));
}
