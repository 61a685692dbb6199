using System.Text.Json.Serialization;
using BusQStash.Client.Http;

namespace BusQStash.Client.FlowControl;

/// <summary>A flow-control key: its limits and their current use.</summary>
public sealed record FlowControlKey
{
    /// <summary>The key.</summary>
    [JsonPropertyName("flowControlKey")]
    public required string Key { get; init; }

    /// <summary>Messages that wait for the limits.</summary>
    public long WaitListSize { get; init; }

    /// <summary>Maximum number of deliveries in flight; <see langword="null"/> or 0: no such limit.</summary>
    public int? ParallelismMax { get; init; }

    /// <summary>Deliveries in flight.</summary>
    public int? ParallelismCount { get; init; }

    /// <summary>Maximum number of deliveries started per period; <see langword="null"/> or 0: no such limit.</summary>
    public int? RateMax { get; init; }

    /// <summary>Deliveries started in this period.</summary>
    public int? RateCount { get; init; }

    /// <summary>The length of a period.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? RatePeriod { get; init; }

    /// <summary>When this period began.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? RatePeriodStart { get; init; }

    /// <summary>Whether deliveries of the key are paused.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Whether messages cannot change the parallelism.</summary>
    public bool IsPinnedParallelism { get; init; }

    /// <summary>Whether messages cannot change the rate.</summary>
    public bool IsPinnedRate { get; init; }
}
