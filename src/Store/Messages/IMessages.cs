namespace BusQStash.Store.Messages;

/// <summary>Reads and cancels messages.</summary>
public interface IMessages
{
    /// <summary>A message in any state, with its body; <see langword="null"/> when unknown.</summary>
    Task<StoredMessage?> FindAsync(string messageId, CancellationToken cancellationToken);

    /// <summary>Messages by id, with their bodies, in no particular order; unknown ids are left out.</summary>
    Task<IReadOnlyList<StoredMessage>> FindManyAsync(IReadOnlyCollection<string> messageIds, CancellationToken cancellationToken);

    /// <summary>How long the body of a message is, without reading it; zero when unknown.</summary>
    Task<long> BodyLengthAsync(string messageId, CancellationToken cancellationToken);

    /// <summary>
    /// Cancels a message that is not final: it becomes <see cref="MessageState.Canceled"/> at once, an attempt in flight may still complete but
    /// changes nothing. Writes CANCEL_REQUESTED and CANCELED events, the outbox entry, removes its due row, marks its lane
    /// (<see cref="Queues.LaneStatus.CanceledThrough"/>) and pulls a parked lane's due row to now.
    /// <see langword="null"/> when unknown or final.
    /// </summary>
    Task<CanceledMessage?> CancelAsync(string messageId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Ends the wait of a message (its delay, or the wait for its next attempt): the attempt that is planned is due at <paramref name="now"/>. In a queue only messages
    /// at its head can be, as many as its parallelism; the lane is told. Asking twice, or while the wait ends by itself, makes no second attempt: commands
    /// of unordered messages are claimed, lanes know what they have in flight.
    /// </summary>
    Task<RunNowOutcome> RunNowAsync(string messageId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>When an unordered message was last canceled; commands accepted later need no look into the ledger before their attempt.</summary>
    Task<DateTimeOffset?> LastCancelAsync(CancellationToken cancellationToken);
}
