using System.ComponentModel.DataAnnotations;

namespace BusQStash.Worker.Delivery;

/// <summary>How much is delivered at once, and the limits of one attempt.</summary>
public sealed class DeliveryOptions
{
    /// <summary>Where these settings stand in the configuration.</summary>
    public const string SectionName = "BusQStash:Delivery";

    /// <summary>Unordered deliveries in flight in this process. More keeps slow destinations from filling it, and costs memory and sockets.</summary>
    [Range(1, 10_000, ErrorMessage = "BusQStash:Delivery:MaxConcurrentDeliveries must be between 1 and 10000.")]
    public int MaxConcurrentDeliveries { get; set; } = 256;

    /// <summary>Unordered deliveries in flight to one destination host; below the global cap, so that one slow host cannot take it all.</summary>
    [Range(1, 10_000, ErrorMessage = "BusQStash:Delivery:MaxConcurrentPerHost must be between 1 and 10000.")]
    public int MaxConcurrentPerHost { get; set; } = 128;

    /// <summary>How long a message waits for its host to have a free slot before it is put back.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ErrorMessage = "BusQStash:Delivery:HostPatience must be between 0 and one minute.")]
    public TimeSpan HostPatience { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest attempt; a message's own timeout can only shorten it.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "12:00:00", ErrorMessage = "BusQStash:Delivery:MaxAttemptDuration must be between one second and 12 hours.")]
    public TimeSpan MaxAttemptDuration { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How much of an answer's body is kept for callbacks, events and dead letters.</summary>
    [Range(0, 64 * 1024 * 1024, ErrorMessage = "BusQStash:Delivery:MaxResponseBytes must be between 0 and 67108864 (64 MiB).")]
    public int MaxResponseBytes { get; set; } = 1024 * 1024;

    /// <summary>How long connecting may take, name look-up and TLS included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00", ErrorMessage = "BusQStash:Delivery:ConnectTimeout must be between 0.1 seconds and 5 minutes.")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>What destinations are told in <c>Upstash-Region</c>; the SDKs know <c>EU-CENTRAL-1</c> and <c>US-EAST-1</c>.</summary>
    [Required(ErrorMessage = "BusQStash:Delivery:Region must not be empty.")]
    [RegularExpression("[A-Za-z0-9-]+", ErrorMessage = "BusQStash:Delivery:Region takes letters, digits and dashes.")]
    public string Region { get; set; } = "EU-CENTRAL-1";
}
