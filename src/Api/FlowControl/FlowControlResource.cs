using System.Text.Json.Serialization;
using BusQStash.Store.FlowControl;

namespace BusQStash.Api.FlowControl;

/// <summary>A flow-control key as the API shows it (wire contract 19). An unset limit is 0.</summary>
internal sealed record FlowControlResource
{
    private FlowControlResource(FlowKeyInfo key)
    {
        FlowControlKey = key.Key;
        WaitListSize = key.Waiting;
        ParallelismMax = key.Parallelism ?? 0;
        ParallelismCount = key.InFlight;
        RateMax = key.Rate ?? 0;
        RateCount = key.RateCount;
        RatePeriod = key.PeriodSeconds;
        RatePeriodStart = key.WindowStartedAt / 1000;
        IsPaused = key.Paused;
        IsPinnedParallelism = key.PinnedParallelism;
        IsPinnedRate = key.PinnedRate;
    }

    public string FlowControlKey { get; }

    public long WaitListSize { get; }

    /// <summary>Same value, under the name in the workflow SDK's API file.</summary>
    [JsonPropertyName("waitlistSize")]
    public long WaitlistSize => WaitListSize;

    public int ParallelismMax { get; }

    public long ParallelismCount { get; }

    public int RateMax { get; }

    public int RateCount { get; }

    /// <summary>In seconds.</summary>
    public int RatePeriod { get; }

    /// <summary>In unix seconds; 0 when no window has begun.</summary>
    public long RatePeriodStart { get; }

    public bool IsPaused { get; }

    public bool IsPinnedParallelism { get; }

    public bool IsPinnedRate { get; }

    internal static FlowControlResource Of(FlowKeyInfo key) => new(key);
}
