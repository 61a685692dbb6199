using BusQStash.Store.Messages;

namespace BusQStash.Store.Instances;

/// <summary>Unordered messages whose command may be lost, and claims that may be stale.</summary>
public interface IUnconfirmedMessages
{
    /// <summary>
    /// Ready unordered messages (attempt 0, command never resent) that process <paramref name="origin"/> accepted with a number above
    /// <paramref name="after"/> and at most <paramref name="through"/>, ordered by that number.
    /// </summary>
    Task<IReadOnlyList<(long OriginNumber, StoredMessage Message)>> ReadUnconfirmedAsync(
        int origin, long after, long through, int max, CancellationToken cancellationToken);

    /// <summary>
    /// The numbers of all messages that <see cref="ReadUnconfirmedAsync"/> would find, as one range per process. Used after the broker lost its data.
    /// </summary>
    Task<IReadOnlyList<CommandRange>> ListReadyAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Ready unordered messages without an origin number (retried, delayed, or released), in order of acceptance, continuing after the
    /// given one. Used after the broker lost its data.
    /// </summary>
    Task<IReadOnlyList<StoredMessage>> ReadUnnumberedAsync(
        (DateTimeOffset CreatedAt, string Id)? after, int max, CancellationToken cancellationToken);

    /// <summary>Attempts claimed by a process, of messages without a flow-control key.</summary>
    Task<IReadOnlyList<(string MessageId, int Attempt)>> ListClaimsAsync(int number, CancellationToken cancellationToken);

    /// <summary>Releases a claim, so that any worker may claim the message now. Returns false and changes nothing if the process no longer holds the claim.</summary>
    Task<bool> GiveUpClaimAsync(int number, string messageId, int attempt, CancellationToken cancellationToken);

    /// <summary>Unregistered processes that hold claims: their row was deleted before their last claim was written.</summary>
    Task<IReadOnlyList<int>> ListLostClaimsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Returns up to <paramref name="max"/> messages claimed by a dead process to Ready, so that the caller sends their commands. Each gets a due row a while later, in case the
    /// caller dies before it does. If the heartbeat of that process, read in the same transaction, is younger than <paramref name="age"/>, nothing is released: the process
    /// has come back, and its requests may be in progress.
    /// </summary>
    Task<IReadOnlyList<StoredMessage>> ReleaseClaimsAsync(int origin, TimeSpan age, int max, CancellationToken cancellationToken);
}
