namespace BusQStash.Store.Messages;

/// <summary>The hot path of the ledger: accept, claim, settle. Calls of many callers are committed in groups.</summary>
/// <remarks>
/// Every method returns only after its effect is durable. A failed call has changed nothing, unless the connection broke during the commit: then it may have changed everything.
/// Callers retry, and ids and attempt numbers make the retry idempotent.
/// </remarks>
public interface IMessageLedger
{
    /// <summary>
    /// Accepts messages in their order, in one transaction for all: deduplication, <c>seq</c> of the queue (created with parallelism 1 if new), message, payload, CREATED event,
    /// the due row of delayed unordered messages, and the advance of the schedules they come from. A delayed message in a queue has no due row: its lane waits for it.
    /// </summary>
    Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(IReadOnlyList<NewMessage> messages, CancellationToken cancellationToken);

    /// <summary>
    /// Claims an unordered message for attempt number <paramref name="attempt"/> on behalf of this process. False when it is final, at another attempt, or already claimed (by any
    /// process, this one included): the caller drops the command.
    /// </summary>
    Task<bool> ClaimAsync(string messageId, int attempt, CancellationToken cancellationToken);

    /// <summary>Whether an unordered message still waits for attempt number <paramref name="attempt"/>, neither canceled nor settled.</summary>
    Task<bool> IsOpenAsync(string messageId, int attempt, CancellationToken cancellationToken);

    /// <summary>Writes the end of an attempt and its consequences in one transaction, conditional on the attempt number and, in a lane, on its epoch (fencing).</summary>
    Task<SettleOutcome> SettleAsync(AttemptSettlement settlement, CancellationToken cancellationToken);

    /// <summary>Defers an unordered message until <paramref name="dueAt"/> without counting an attempt. False when it is final or at another attempt.</summary>
    Task<bool> DeferAsync(string messageId, int attempt, DateTimeOffset dueAt, CancellationToken cancellationToken);
}
