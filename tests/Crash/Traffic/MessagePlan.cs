using BusQStash.Crash.Sink;

namespace BusQStash.Crash.Traffic;

/// <summary>What a message asks for and what the sink will do with it.</summary>
internal sealed record MessagePlan
{
    public required Behaviour Behaviour { get; init; }

    public int Retries { get; init; } = 3;

    public required TimeSpan RetryDelay { get; init; }

    /// <summary>Time allowed for an attempt; nothing for the usual.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Not to be attempted before this has passed.</summary>
    public TimeSpan Delay { get; init; }

    public bool Callback { get; init; }

    public bool FailureCallback { get; init; }

    /// <summary>A publisher that gets no answer repeats itself: with an id that makes one message, without one it must leave it.</summary>
    public bool HasDeduplicationId { get; init; }

    /// <summary>Sent a second time after it was answered.</summary>
    public bool SentTwice { get; init; }
}
