namespace BusQStash.Store.Messages;

/// <summary>Finds and cancels single messages, and ends their waits.</summary>
public interface IMessages
{
    /// <summary>A message in any state, with its body; <see langword="null"/> when unknown.</summary>
    Task<StoredMessage?> FindAsync(string messageId, CancellationToken cancellationToken);

    /// <summary>Messages by id, with their bodies, in no particular order; unknown ids are left out.</summary>
    /// <param name="messageIds">The ids.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <param name="ahead">Further ids, whose messages come without a body longer than <see cref="StoredMessage.LongBody"/>.</param>
    Task<IReadOnlyList<StoredMessage>> FindManyAsync(
        IReadOnlyCollection<string> messageIds, CancellationToken cancellationToken, IReadOnlyCollection<string>? ahead = null);

    /// <summary>Length of a message's body in bytes, without reading the body; zero when unknown.</summary>
    Task<long> BodyLengthAsync(string messageId, CancellationToken cancellationToken);

    /// <summary>
    /// Cancels a message that is not final. It becomes <see cref="MessageState.Canceled"/> at once; an attempt in flight may still complete but changes nothing. Writes the
    /// CANCEL_REQUESTED and CANCELED events and the outbox entry, removes its due row, marks its lane (<see cref="Queues.LaneStatus.CanceledThrough"/>) and makes the due row of a
    /// parked lane due now. <see langword="null"/> when unknown or final.
    /// </summary>
    Task<CanceledMessage?> CancelAsync(string messageId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Ends the wait of a message (its delay, or its retry delay): the planned attempt becomes due at <paramref name="now"/>. In a queue this is possible only for as many messages
    /// at the head as its parallelism allows; the lane is notified. A second request, or one that races with the end of the wait, causes no second attempt: commands of unordered
    /// messages are claimed, and lanes track what they have in flight.
    /// </summary>
    Task<RunNowOutcome> RunNowAsync(string messageId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>When an unordered message was last canceled; commands accepted later need no ledger lookup before their attempt.</summary>
    Task<DateTimeOffset?> LastCancelAsync(CancellationToken cancellationToken);
}
