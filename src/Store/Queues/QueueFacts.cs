using BusQStash.Store.Instances;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Queues;

/// <summary>Facts about a queue at one moment, from the ledger; <see cref="QueueReasoning"/> derives its state from them.</summary>
public sealed record QueueFacts
{
    /// <summary>Messages examined to find one that can pass, in a queue whose failed messages step aside.</summary>
    public const int LongestWindow = 20;

    /// <summary>The queue; its lag may be capped (<see cref="LagCapped"/>).</summary>
    public required QueueInfo Queue { get; init; }

    /// <summary>The queue has more messages than its lag says.</summary>
    public bool LagCapped { get; init; }

    /// <summary>When the oldest of them was accepted, unix milliseconds.</summary>
    public long? OldestAt { get; init; }

    /// <summary>The first messages that hold a place, in order.</summary>
    public required IReadOnlyList<MessageView> Window { get; init; }

    /// <summary>The lane's owner; <see langword="null"/> when no process ever took the lane.</summary>
    public LaneView? Lane { get; init; }

    /// <summary>The processes.</summary>
    public required Processes Processes { get; init; }

    /// <summary>Messages of the window that wait in the line of their key.</summary>
    public IReadOnlyList<FlowView> Lines { get; init; } = [];

    /// <summary>Callbacks that messages of the window wait for, by the id of the message.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<CallbackView>> Callbacks { get; init; } = new Dictionary<string, IReadOnlyList<CallbackView>>(StringComparer.Ordinal);

    /// <summary>When a message of the queue last ended, unix milliseconds.</summary>
    public long? LastFinishedAt { get; init; }

    /// <summary>Messages finished per minute, averaged over five minutes.</summary>
    public double? RatePerMinute { get; init; }

    /// <summary>Messages accepted since the queue's settings last changed, up to a limit.</summary>
    public int? Grown { get; init; }

    /// <summary>Result of the head's last attempt.</summary>
    public (int? Status, string? Error) HeadLast { get; init; }

    /// <summary>Maximum number of attempts of the head.</summary>
    public int? HeadAttempts { get; init; }

    /// <summary>Timeout of an attempt of the head.</summary>
    public long? HeadTimeoutMs { get; init; }
}
