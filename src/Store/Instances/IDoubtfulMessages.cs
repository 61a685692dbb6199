using BusQStash.Store.Messages;

namespace BusQStash.Store.Instances;

/// <summary>Unordered messages whose command may be lost.</summary>
public interface IDoubtfulMessages
{
    /// <summary>
    /// Ready unordered messages (attempt 0, never published again) accepted by process <paramref name="origin"/> with a number above
    /// <paramref name="after"/> and at most <paramref name="through"/>, in order of the number, with that number.
    /// </summary>
    Task<IReadOnlyList<(long OriginNumber, StoredMessage Message)>> ReadInDoubtAsync(
        int origin, long after, long through, int max, CancellationToken cancellationToken);

    /// <summary>
    /// The numbers of all messages <see cref="ReadInDoubtAsync"/> would find, as one range per process; for a broker that lost its data.
    /// </summary>
    Task<IReadOnlyList<DoubtfulCommands>> ListReadyAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Ready unordered messages that have no number any more (tried before, delayed, or released), in order of acceptance, continuing after the
    /// given one; for a broker that lost its data.
    /// </summary>
    Task<IReadOnlyList<StoredMessage>> ReadUnnumberedAsync(
        (DateTimeOffset CreatedAt, string Id)? after, int max, CancellationToken cancellationToken);

    /// <summary>Attempts of messages without a flow-control key that a process holds the claim of.</summary>
    Task<IReadOnlyList<(string MessageId, int Attempt)>> ListClaimsAsync(int number, CancellationToken cancellationToken);

    /// <summary>A process gives up a claim: its message is due again now, for anybody. False when it does not hold it any longer, and nothing is changed.</summary>
    Task<bool> GiveUpClaimAsync(int number, string messageId, int attempt, CancellationToken cancellationToken);

    /// <summary>Processes that have messages claimed and are not registered: forgotten before their last claim was written.</summary>
    Task<IReadOnlyList<int>> ListLostClaimsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Messages claimed by a dead process go back to Ready; returns some of them, up to <paramref name="max"/>, for their command to be sent. Each has a due
    /// row a while later, in case the caller dies before. Nothing is released, decided in the same transaction, while the heartbeat of that process is younger than
    /// <paramref name="age"/>: it has come back, and its requests may be running.
    /// </summary>
    Task<IReadOnlyList<StoredMessage>> ReleaseClaimsAsync(int origin, TimeSpan age, int max, CancellationToken cancellationToken);
}
