using BusQStash.Contracts.Workflows;
using BusQStash.Store.Outbox;
using BusQStash.Store.Queues;

namespace BusQStash.Store.Messages;

/// <summary>The end of one attempt and its consequences.</summary>
public sealed record AttemptSettlement
{
    /// <summary>The message.</summary>
    public required string MessageId { get; init; }

    /// <summary>Attempts made before this one; the write is refused if the ledger has a different number (optimistic concurrency).</summary>
    public required int Attempt { get; init; }

    /// <summary>The lane and the epoch it is processed under; <see langword="null"/> for an unordered message.</summary>
    public LaneEpoch? Lane { get; init; }

    /// <summary>
    /// When the message was created, if the caller believes its rows are unchanged and nothing depends on it: this is its first attempt, it has no flow-control key and is no
    /// callback. The ledger may then write without reading first; if a row has changed after all, it reads.
    /// </summary>
    public DateTimeOffset? UntouchedSince { get; init; }

    /// <summary>The workflow run this settlement may end or resume; <see langword="null"/> when it affects only the message.</summary>
    public WorkflowMessage? Run { get; init; }

    /// <summary>
    /// <see cref="MessageState.Delivered"/>, <see cref="MessageState.Failed"/> or <see cref="MessageState.Retrying"/>; <see cref="MessageState.Canceled"/> when its workflow run
    /// had ended and no request was sent.
    /// </summary>
    public required MessageState NextState { get; init; }

    /// <summary>When the next attempt is due; set exactly when <see cref="NextState"/> is <see cref="MessageState.Retrying"/>.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>When the attempt started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the attempt ended.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>The response, if one was received.</summary>
    public ResponseRecord? Response { get; init; }

    /// <summary>Error text of a failed attempt.</summary>
    public string? Error { get; init; }

    /// <summary>Id of the dead letter; set exactly when <see cref="NextState"/> is <see cref="MessageState.Failed"/>.</summary>
    public string? DlqId { get; init; }

    /// <summary>Callback messages to be accepted, with derived ids. An ordered message keeps its place in its lane until they are final.</summary>
    public IReadOnlyList<NewMessage> Callbacks { get; init; } = [];

    /// <summary>False when the queue does not wait for callbacks: the settled message then gives up its place at once.</summary>
    public bool AwaitsCallbacks { get; init; } = true;

    /// <summary>Events to be published to the bus.</summary>
    public IReadOnlyList<OutboxEntry> Outbox { get; init; } = [];

    /// <summary>The trace the write belongs to; the ledger does not use it.</summary>
    public AttemptTrace Trace { get; init; }
}
