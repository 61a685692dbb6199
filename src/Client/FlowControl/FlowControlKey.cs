using System.Text.Json.Serialization;
using BusQStash.Client.Http;

namespace BusQStash.Client.FlowControl;

/// <summary>A flow-control key: its limits, and how far they are used.</summary>
public sealed record FlowControlKey
{
    /// <summary>The key.</summary>
    [JsonPropertyName("flowControlKey")]
    public required string Key { get; init; }

    /// <summary>Messages that wait for the limits.</summary>
    public long WaitListSize { get; init; }

    /// <summary>Most deliveries in flight at once; <see langword="null"/> or 0: no such limit.</summary>
    public int? ParallelismMax { get; init; }

    /// <summary>Deliveries in flight.</summary>
    public int? ParallelismCount { get; init; }

    /// <summary>Most deliveries begun per period; <see langword="null"/> or 0: no such limit.</summary>
    public int? RateMax { get; init; }

    /// <summary>Deliveries begun in this period.</summary>
    public int? RateCount { get; init; }

    /// <summary>How long a period is.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? RatePeriod { get; init; }

    /// <summary>When this period began.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? RatePeriodStart { get; init; }

    /// <summary>Whether nothing of the key is delivered.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Whether messages cannot change the parallelism.</summary>
    public bool IsPinnedParallelism { get; init; }

    /// <summary>Whether messages cannot change the rate.</summary>
    public bool IsPinnedRate { get; init; }
}
