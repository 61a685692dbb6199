using System.Text.Json.Serialization;
using BusQStash.Store.FlowControl;

namespace BusQStash.Api.FlowControl;

/// <summary>A flow-control key as the API shows it (wire contract 19). A limit that is not set is 0.</summary>
internal sealed record FlowControlResource
{
    public required string FlowControlKey { get; init; }

    public required long WaitListSize { get; init; }

    /// <summary>The same, as the workflow SDK's API file spells it.</summary>
    [JsonPropertyName("waitlistSize")]
    public long WaitlistSize => WaitListSize;

    public required int ParallelismMax { get; init; }

    public required long ParallelismCount { get; init; }

    public required int RateMax { get; init; }

    public required int RateCount { get; init; }

    /// <summary>Seconds.</summary>
    public required int RatePeriod { get; init; }

    /// <summary>Unix seconds; 0 when no window has begun.</summary>
    public required long RatePeriodStart { get; init; }

    public required bool IsPaused { get; init; }

    public required bool IsPinnedParallelism { get; init; }

    public required bool IsPinnedRate { get; init; }

    internal static FlowControlResource Of(FlowKeyInfo key) => new()
    {
        FlowControlKey = key.Key,
        WaitListSize = key.Waiting,
        ParallelismMax = key.Parallelism ?? 0,
        ParallelismCount = key.InFlight,
        RateMax = key.Rate ?? 0,
        RateCount = key.RateCount,
        RatePeriod = key.PeriodSeconds,
        RatePeriodStart = key.WindowStartedAt / 1000,
        IsPaused = key.Paused,
        IsPinnedParallelism = key.PinnedParallelism,
        IsPinnedRate = key.PinnedRate,
    };
}
