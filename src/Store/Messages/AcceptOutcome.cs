namespace BusQStash.Store.Messages;

/// <summary>The result of accepting one <see cref="NewMessage"/>.</summary>
/// <param name="Message">The message that was submitted.</param>
/// <param name="MessageId">Its id, or the original's when it is a duplicate.</param>
/// <param name="Deduplicated">A message with the same key or id already exists; nothing was stored.</param>
/// <param name="Seq">Its place in its queue; 0 for unordered messages and duplicates.</param>
/// <param name="Shard">The shard that carries its lane; <see langword="null"/> when the lane has a broker queue of its own.</param>
/// <param name="OriginNumber">
/// Number of an unordered message that is due at once, used for the watermark: the accepting process counts from 1 without gaps. 0 for every other outcome.
/// </param>
public sealed record AcceptOutcome(NewMessage Message, string MessageId, bool Deduplicated, long Seq, int? Shard, long OriginNumber)
{
    /// <summary>
    /// The queue's signal when the message was accepted. The owner of the lane must have seen this signal before it attempts the message, so that, for example, an earlier pause
    /// applies to it.
    /// </summary>
    public long Signal { get; init; }

    /// <summary>Nothing was stored: the message <paramref name="originalId"/> already exists.</summary>
    public static AcceptOutcome DuplicateOf(NewMessage message, string originalId) => new(message, originalId, true, 0, null, 0);
}
