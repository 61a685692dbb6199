using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;

namespace BusQStash.Api.Messages;

/// <summary>A snapshot of everything known about a message.</summary>
internal sealed record MessageSituation
{
    internal required MessageView Message { get; init; }

    /// <summary>The stored message with its spec.</summary>
    internal required StoredMessage Stored { get; init; }

    internal required IReadOnlyList<MessageAttempt> Attempts { get; init; }

    internal required Processes Processes { get; init; }

    /// <summary>Its queue, while the message is unfinished.</summary>
    internal QueueView? Queue { get; init; }

    /// <summary>Unfinished messages ahead of and behind it in its queue.</summary>
    internal (int Before, int Behind) Around { get; init; }

    /// <summary>Its position in the line of its flow-control key.</summary>
    internal FlowView? Line { get; init; }

    /// <summary>Its dead letter.</summary>
    internal (string DlqId, long FailedAt)? DeadLetter { get; init; }

    internal bool IsRunning => !Message.IsFinal && (Message.State == MessageState.Active || Processes.FindRunning(Message.Id) is not null);
}
