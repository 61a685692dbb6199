using BusQStash.Store.Messages;

namespace BusQStash.Crash.Control;

/// <summary>A ledger that accepts the end of an attempt from any worker, without fencing by epoch.</summary>
internal sealed class EpochlessLedger(IMessageLedger inner, LeaseThief thief) : IMessageLedger
{
    public Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(IReadOnlyList<NewMessage> messages, CancellationToken cancellationToken) =>
        inner.AcceptAsync(messages, cancellationToken);

    public Task<bool> ClaimAsync(string messageId, int attempt, CancellationToken cancellationToken) =>
        inner.ClaimAsync(messageId, attempt, cancellationToken);

    public Task<bool> IsOpenAsync(string messageId, int attempt, CancellationToken cancellationToken) =>
        inner.IsOpenAsync(messageId, attempt, cancellationToken);

    public async Task<SettleOutcome> SettleAsync(AttemptSettlement settlement, CancellationToken cancellationToken) =>
        await inner.SettleAsync(
            settlement.Lane is { } lane ? settlement with { Lane = await thief.CurrentAsync(lane.QueueName, cancellationToken) } : settlement,
            cancellationToken);

    public Task<bool> DeferAsync(string messageId, int attempt, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        inner.DeferAsync(messageId, attempt, dueAt, cancellationToken);
}
