namespace BusQStash.Store.FlowControl;

/// <summary>Flow control: the waiting lines of keys, and the permits of the messages that may start. A worker grants permits to itself; a grant also claims the message.</summary>
/// <remarks>
/// <para>Lock order: a transaction that locks a message and a key locks the message first. A grant locks its key first, and then only messages that are not locked.</para>
/// <para>When a process is considered dead, its permits are released and its messages return to their places.</para>
/// </remarks>
public interface IFlowGrants
{
    /// <summary>Time until the next key is due for granting, zero or less if one is due now; <see langword="null"/> if no key waits for a time.</summary>
    Task<TimeSpan?> NextAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Processes the keys that are due, longest waiting first, and grants this process permits for messages at the front of their lines.
    /// Unordered messages become Active, claimed by this process. Messages of lanes held by other processes keep their places.
    /// </summary>
    Task<IReadOnlyList<FlowGrant>> GrantAsync(FlowAsk ask, CancellationToken cancellationToken);

    /// <summary>Releases the permits of finished attempts. A permit that is no longer held changes nothing.</summary>
    Task ReleaseAsync(IReadOnlyCollection<FlowPermit> permits, CancellationToken cancellationToken);

    /// <summary>Releases permits and returns their messages to their former places, unless they were canceled or settled meanwhile.</summary>
    Task PutBackAsync(IReadOnlyCollection<FlowPutBack> putBacks, CancellationToken cancellationToken);

    /// <summary>
    /// Adds messages of this process's lanes to their lines. A message that is already there (its lane had another owner) keeps its place; a permit left behind by a
    /// former owner is released first.
    /// </summary>
    Task EnterAsync(IReadOnlyCollection<LanePermitRequest> requests, CancellationToken cancellationToken);

    /// <summary>Withdraws permit requests of this process's lanes. Requests that were granted or taken over meanwhile are left unchanged.</summary>
    Task WithdrawAsync(IReadOnlyCollection<LanePermitRequest> requests, CancellationToken cancellationToken);

    /// <summary>
    /// Releases everything a dead process held: permits, permit requests of its lanes, and claims of messages with a key. Returns how many messages went back into their lines.
    /// If the heartbeat of that process, read in the same transaction, is younger than <paramref name="age"/>, nothing is released.
    /// </summary>
    Task<int> ReleaseHolderAsync(int number, TimeSpan age, CancellationToken cancellationToken);

    /// <summary>Permits this process holds.</summary>
    Task<IReadOnlyList<FlowPermit>> ListHeldAsync(CancellationToken cancellationToken);

    /// <summary>Processes that hold permits but have no row in the ledger: each was considered dead, came back and died again.</summary>
    Task<IReadOnlyList<int>> ListLostHoldersAsync(CancellationToken cancellationToken);
}
