namespace BusQStash.Store.Messages;

/// <summary>What became of one <see cref="NewMessage"/>.</summary>
/// <param name="Message">What was to be accepted.</param>
/// <param name="MessageId">Its id, or the original's when it is a duplicate.</param>
/// <param name="Deduplicated">A message with its key or id was there already; nothing was stored.</param>
/// <param name="Seq">Its place in its queue; 0 for unordered messages and duplicates.</param>
/// <param name="Shard">The shard that carries its lane; <see langword="null"/> when the lane has a broker queue of its own.</param>
/// <param name="OriginNumber">
/// Number of an unordered message that is due at once, counted from 1 by the accepting process without gaps, for its watermark;
/// 0 for every other outcome.
/// </param>
public sealed record AcceptOutcome(NewMessage Message, string MessageId, bool Deduplicated, long Seq, int? Shard, long OriginNumber)
{
    /// <summary>
    /// The queue's signal when the message was accepted: whoever works the lane must have seen it before it attempts the message, so that a pause,
    /// say, that came before the message holds for it.
    /// </summary>
    public long Signal { get; init; }

    /// <summary>Nothing was stored: <paramref name="originalId"/> is there already.</summary>
    public static AcceptOutcome DuplicateOf(NewMessage message, string originalId) => new(message, originalId, true, 0, null, 0);
}
