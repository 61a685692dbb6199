using System.Text.Json.Serialization;
using BusQStash.Store.FlowControl;

namespace BusQStash.Api.FlowControl;

/// <summary>A flow-control key as the API shows it (wire contract 19). An unset limit is 0.</summary>
internal sealed record FlowControlResource
{
    private readonly FlowKeyInfo _key;

    private FlowControlResource(FlowKeyInfo key) => _key = key;

    public string FlowControlKey => _key.Key;

    public long WaitListSize => _key.Waiting;

    /// <summary>Same value, under the name in the workflow SDK's API file.</summary>
    [JsonPropertyName("waitlistSize")]
    public long WaitlistSize => WaitListSize;

    public int ParallelismMax => _key.Parallelism ?? 0;

    public long ParallelismCount => _key.InFlight;

    public int RateMax => _key.Rate ?? 0;

    public int RateCount => _key.RateCount;

    /// <summary>In seconds.</summary>
    public int RatePeriod => _key.PeriodSeconds;

    /// <summary>In unix seconds; 0 when no window has begun.</summary>
    public long RatePeriodStart => _key.WindowStartedAt / 1000;

    public bool IsPaused => _key.Paused;

    public bool IsPinnedParallelism => _key.PinnedParallelism;

    public bool IsPinnedRate => _key.PinnedRate;

    internal static FlowControlResource Of(FlowKeyInfo key) => new(key);
}
