namespace BusQStash.Store.FlowControl;

/// <summary>The lines of flow-control keys, and the permits of those whose turn it is. Granting is claiming: it is done by the worker that attempts.</summary>
/// <remarks>
/// <para>Who locks a message and a key locks the message first; a grant locks its key first and then only messages nobody else has locked.</para>
/// <para>A process that dies with permits loses them when it is taken for dead; its messages return to their places.</para>
/// </remarks>
public interface IFlowGrants
{
    /// <summary>Time until the next key should be looked at, zero or less when it is now; <see langword="null"/> when no key waits for its time.</summary>
    Task<TimeSpan?> NextAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Looks at the keys that should be looked at, longest waiting first, and gives this process permits for messages at the front of their lines:
    /// unordered ones become Active and claimed by it. Places of lanes that wait in other processes are kept for them.
    /// </summary>
    Task<IReadOnlyList<FlowGrant>> GrantAsync(FlowAsk ask, CancellationToken cancellationToken);

    /// <summary>Gives permits back: the attempts are over. One that is not held any longer changes nothing.</summary>
    Task ReleaseAsync(IReadOnlyCollection<FlowPermit> permits, CancellationToken cancellationToken);

    /// <summary>Gives permits back and returns their messages to their own places, unless they have been canceled or settled meanwhile.</summary>
    Task PutBackAsync(IReadOnlyCollection<FlowPutBack> putBacks, CancellationToken cancellationToken);

    /// <summary>
    /// Puts messages of this process's lanes into their lines. One that stands there already keeps its place (its lane had another owner); a permit that a
    /// former owner left behind is given back first.
    /// </summary>
    Task EnterAsync(IReadOnlyCollection<LanePermitRequest> requests, CancellationToken cancellationToken);

    /// <summary>Takes wishes of this process's lanes back; those granted or taken over meanwhile are left alone.</summary>
    Task WithdrawAsync(IReadOnlyCollection<LanePermitRequest> requests, CancellationToken cancellationToken);

    /// <summary>
    /// Returns what a dead process held: its permits, its lanes' wishes and its claims of messages with a key. Returns how many messages went back into their lines.
    /// Nothing is returned, decided in the same transaction, while the heartbeat of that process is younger than <paramref name="age"/>.
    /// </summary>
    Task<int> ReleaseHolderAsync(int number, TimeSpan age, CancellationToken cancellationToken);

    /// <summary>Permits this process holds.</summary>
    Task<IReadOnlyList<FlowPermit>> ListHeldAsync(CancellationToken cancellationToken);

    /// <summary>Processes that hold permits and are not known to the ledger: they came back from the dead and died again.</summary>
    Task<IReadOnlyList<int>> ListLostHoldersAsync(CancellationToken cancellationToken);
}
