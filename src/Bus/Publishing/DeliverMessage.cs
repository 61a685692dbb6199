using System.Text.Json.Serialization;
using BusQStash.Contracts.Messages;

namespace BusQStash.Bus.Publishing;

/// <summary>
/// The command to attempt a message that the ledger holds, from BusQStash to its own workers. Other services send <see cref="EnqueueMessage"/>, which is validated first.
/// </summary>
public sealed record DeliverMessage
{
    /// <summary>The message's id, <c>msg_…</c>.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>Place in its queue, rising without a gap in the usual case; 0 for an unordered message.</summary>
    public long Seq { get; init; }

    /// <summary>The queue's signal when the message was accepted: what the lane must have seen before it attempts the message.</summary>
    public long Signal { get; init; }

    /// <summary>When the message was accepted, unix milliseconds.</summary>
    public long CreatedAt { get; init; }

    /// <summary>The process that accepted an unordered message, with <see cref="OriginNumber"/>: tells commands that may exist twice.</summary>
    public int Origin { get; init; }

    /// <summary>The message's number among those its process accepted; 0 when the command was sent for another reason.</summary>
    public long OriginNumber { get; init; }

    /// <summary>Attempts already made when this command was written: 0 for the first.</summary>
    public int Attempt { get; init; }

    /// <summary>
    /// The command may have duplicates: its receiver claims the message in the ledger first.
    /// An unmarked command that the broker delivers for the first time needs no such read.
    /// </summary>
    public bool Marked { get; init; }

    /// <summary>The body is not in the command: it is read from the ledger.</summary>
    public bool BodyInLedger { get; init; }

    /// <summary>The publisher's settings.</summary>
    public MessageSpec Spec { get; init; } = new();

    /// <summary>The body, carried beside the JSON as it is; empty when it is read from the ledger.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Body { get; init; }
}
