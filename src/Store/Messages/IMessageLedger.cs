namespace BusQStash.Store.Messages;

/// <summary>The hot path of the ledger: accept, claim, settle. Calls from many callers are committed in groups.</summary>
/// <remarks>
/// Every method returns only after its effect is durable. A failed call has changed nothing, or (when the connection broke during
/// the commit) may have changed everything: callers repeat it, and ids and attempt numbers make the repeat harmless.
/// </remarks>
public interface IMessageLedger
{
    /// <summary>
    /// Accepts messages in their order: deduplication, <c>seq</c> of the queue (made with parallelism 1 if new), message, payload,
    /// CREATED event, for delayed unordered messages the due row, and the advance of the schedules they come from, in one transaction for all of them.
    /// A delayed message in a queue has no due row: its lane waits for it.
    /// </summary>
    Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(IReadOnlyList<NewMessage> messages, CancellationToken cancellationToken);

    /// <summary>
    /// Claims an unordered message for attempt number <paramref name="attempt"/> on behalf of this process.
    /// False when it is final, at another attempt, or claimed already (by anyone, this process included): drop the command.
    /// </summary>
    Task<bool> ClaimAsync(string messageId, int attempt, CancellationToken cancellationToken);

    /// <summary>Whether an unordered message still waits for attempt number <paramref name="attempt"/>: not canceled, not settled.</summary>
    Task<bool> IsOpenAsync(string messageId, int attempt, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the end of an attempt and all that follows from it in one transaction, conditional on the attempt number and, in a lane, on its epoch.
    /// </summary>
    Task<SettleOutcome> SettleAsync(AttemptSettlement settlement, CancellationToken cancellationToken);

    /// <summary>
    /// Puts an unordered message back until <paramref name="dueAt"/> without counting an attempt. False when it is final or at another attempt.
    /// </summary>
    Task<bool> DeferAsync(string messageId, int attempt, DateTimeOffset dueAt, CancellationToken cancellationToken);
}
