using BusQStash.Crash.Sink;

namespace BusQStash.Crash.Traffic;

/// <summary>A message's settings and the sink's treatment of it.</summary>
internal sealed record MessagePlan
{
    public required Behaviour Behaviour { get; init; }

    public int Retries { get; init; } = 3;

    public required TimeSpan RetryDelay { get; init; }

    /// <summary>Timeout of an attempt; null for the default.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Delay before the first attempt.</summary>
    public TimeSpan Delay { get; init; }

    public bool Callback { get; init; }

    public bool FailureCallback { get; init; }

    /// <summary>Whether it has a deduplication id. Without an answer, a publisher retries only then, because the retry makes one message.</summary>
    public bool HasDeduplicationId { get; init; }

    /// <summary>Whether it is sent a second time after its answer.</summary>
    public bool SentTwice { get; init; }
}
