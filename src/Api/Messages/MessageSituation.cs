using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;

namespace BusQStash.Api.Messages;

/// <summary>All that is known of a message at one moment.</summary>
internal sealed record MessageSituation
{
    internal required MessageView Message { get; init; }

    /// <summary>With its spec.</summary>
    internal required StoredMessage Stored { get; init; }

    internal required IReadOnlyList<MessageAttempt> Attempts { get; init; }

    internal required Processes Processes { get; init; }

    /// <summary>Its queue, while it is unfinished.</summary>
    internal QueueView? Queue { get; init; }

    /// <summary>Unfinished messages before and behind it in its queue.</summary>
    internal (int Before, int Behind) Around { get; init; }

    /// <summary>Its place in the line of its key.</summary>
    internal FlowView? Line { get; init; }

    /// <summary>Its dead letter.</summary>
    internal (string DlqId, long FailedAt)? DeadLetter { get; init; }

    internal bool IsRunning => !Message.IsFinal && (Message.State == MessageState.Active || Processes.FindRunning(Message.Id) is not null);
}
