using BusQStash.Store.Messages;

namespace BusQStash.Worker.Queues;

/// <summary>A message that holds a place in a lane, as its owner knows it.</summary>
internal sealed class LaneEntry(string messageId, long seq, MessageState state, int attempts, DateTimeOffset notBefore)
{
    public string MessageId { get; } = messageId;

    public long Seq { get; } = seq;

    /// <summary>Final while the message only waits for its callbacks.</summary>
    public MessageState State { get; set; } = state;

    public int Attempts { get; set; } = attempts;

    public DateTimeOffset NotBefore { get; set; } = notBefore;

    /// <summary>An attempt is being made.</summary>
    public bool InFlight { get; set; }

    /// <summary>It stands in the line of its flow-control key; nothing can be done before its turn.</summary>
    public bool AwaitsPermit { get; set; }

    /// <summary>The message itself, once known: from its command, or read from the ledger.</summary>
    public StoredMessage? Content { get; set; }

    public bool IsFinal => State >= MessageState.Delivered;
}
