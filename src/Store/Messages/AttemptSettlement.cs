using BusQStash.Contracts.Workflows;
using BusQStash.Store.Outbox;
using BusQStash.Store.Queues;

namespace BusQStash.Store.Messages;

/// <summary>The end of one attempt and what follows from it.</summary>
public sealed record AttemptSettlement
{
    /// <summary>The message.</summary>
    public required string MessageId { get; init; }

    /// <summary>Attempts made before this one; the write is refused when the ledger has another number.</summary>
    public required int Attempt { get; init; }

    /// <summary>The lane and the epoch it is worked under; <see langword="null"/> for an unordered message.</summary>
    public LaneEpoch? Lane { get; init; }

    /// <summary>
    /// When the message was created, if for all the caller knows nothing has happened to it since and nothing else hangs on it: this is its first attempt, it has no
    /// flow-control key and is no callback. A ledger may then write without reading first; where the belief turns out wrong it reads.
    /// </summary>
    public DateTimeOffset? UntouchedSince { get; init; }

    /// <summary>The workflow run it concerns, and that may be ended or go on by it; <see langword="null"/> when only the message is.</summary>
    public WorkflowMessage? Run { get; init; }

    /// <summary>
    /// <see cref="MessageState.Delivered"/>, <see cref="MessageState.Failed"/> or <see cref="MessageState.Retrying"/>; <see cref="MessageState.Canceled"/> when its
    /// workflow run had ended and nobody was called.
    /// </summary>
    public required MessageState NextState { get; init; }

    /// <summary>When the next attempt is due; set exactly when <see cref="NextState"/> is <see cref="MessageState.Retrying"/>.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>When the attempt started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>The answer, when there was one.</summary>
    public ResponseRecord? Response { get; init; }

    /// <summary>Why the attempt failed, in words.</summary>
    public string? Error { get; init; }

    /// <summary>Id of the dead letter; set exactly when <see cref="NextState"/> is <see cref="MessageState.Failed"/>.</summary>
    public string? DlqId { get; init; }

    /// <summary>
    /// Callback messages that follow, with derived ids. The settled message, if ordered, keeps its place in its lane until they are final.
    /// </summary>
    public IReadOnlyList<NewMessage> Callbacks { get; init; } = [];

    /// <summary>False when the queue does not wait for callbacks: the settled message then gives up its place without regard to them.</summary>
    public bool AwaitsCallbacks { get; init; } = true;

    /// <summary>Events for the bus that follow.</summary>
    public IReadOnlyList<OutboxEntry> Outbox { get; init; } = [];

    /// <summary>The trace the write belongs to; of no meaning to the ledger.</summary>
    public AttemptTrace Trace { get; init; }
}
