using BusQStash.Store.Instances;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Queues;

/// <summary>What the ledger says about a queue at one moment; <see cref="QueueReasoning"/> makes a sentence of it.</summary>
public sealed record QueueFacts
{
    /// <summary>A queue that waits for a retry lets others pass: so many of its messages are looked at to find one that can.</summary>
    public const int LongestWindow = 20;

    /// <summary>The queue; its lag may be capped.</summary>
    public required QueueInfo Queue { get; init; }

    /// <summary>There are more in it than its lag says.</summary>
    public bool LagCapped { get; init; }

    /// <summary>When the oldest of them was accepted, unix milliseconds.</summary>
    public long? OldestAt { get; init; }

    /// <summary>The first of its messages that hold a place, in order.</summary>
    public required IReadOnlyList<MessageView> Window { get; init; }

    /// <summary>Who works it; <see langword="null"/> when nobody ever did.</summary>
    public LaneView? Lane { get; init; }

    /// <summary>The processes.</summary>
    public required Processes Processes { get; init; }

    /// <summary>Those of the window's messages that wait in the line of their key.</summary>
    public IReadOnlyList<FlowView> Lines { get; init; } = [];

    /// <summary>Callbacks the window's messages wait for.</summary>
    public IReadOnlyList<CallbackView> Callbacks { get; init; } = [];

    /// <summary>When a message of it last ended, unix milliseconds.</summary>
    public long? LastFinishedAt { get; init; }

    /// <summary>Messages that ended per minute, over five minutes.</summary>
    public double? RatePerMinute { get; init; }

    /// <summary>Messages accepted since its settings last changed, with a limit.</summary>
    public int? Grown { get; init; }

    /// <summary>How the head's last attempt ended.</summary>
    public (int? Status, string? Error) HeadLast { get; init; }

    /// <summary>At most so many attempts of the head.</summary>
    public int? HeadAttempts { get; init; }

    /// <summary>How long an attempt of the head may take.</summary>
    public long? HeadTimeoutMs { get; init; }
}
