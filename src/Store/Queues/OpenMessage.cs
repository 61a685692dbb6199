using BusQStash.Store.Messages;

namespace BusQStash.Store.Queues;

/// <summary>A message that holds a place in its lane: not final, or final with open callbacks.</summary>
/// <param name="MessageId">The id.</param>
/// <param name="Seq">Place in the queue.</param>
/// <param name="State">Its state; final while it only waits for its callbacks.</param>
/// <param name="Attempts">Attempts made.</param>
/// <param name="NotBefore">Earliest next attempt.</param>
/// <param name="CreatedAt">When it was accepted.</param>
public sealed record OpenMessage(
    string MessageId,
    long Seq,
    MessageState State,
    int Attempts,
    DateTimeOffset NotBefore,
    DateTimeOffset CreatedAt);
