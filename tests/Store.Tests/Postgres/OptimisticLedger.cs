using BusQStash.Store.Messages;

namespace BusQStash.Store.Tests.Postgres;

/// <summary>
/// Believes of every message that nothing has happened to it since it was created, wrong or right: a belief must change nothing but the speed.
/// </summary>
internal sealed class OptimisticLedger(IMessageLedger ledger, DateTimeOffset createdAt) : IMessageLedger
{
    public Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(IReadOnlyList<NewMessage> messages, CancellationToken cancellationToken) =>
        ledger.AcceptAsync(messages, cancellationToken);

    public Task<bool> ClaimAsync(string messageId, int attempt, CancellationToken cancellationToken) =>
        ledger.ClaimAsync(messageId, attempt, cancellationToken);

    public Task<bool> IsOpenAsync(string messageId, int attempt, CancellationToken cancellationToken) =>
        ledger.IsOpenAsync(messageId, attempt, cancellationToken);

    public Task<SettleOutcome> SettleAsync(AttemptSettlement settlement, CancellationToken cancellationToken) =>
        ledger.SettleAsync(settlement with { UntouchedSince = createdAt }, cancellationToken);

    public Task<bool> DeferAsync(string messageId, int attempt, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        ledger.DeferAsync(messageId, attempt, dueAt, cancellationToken);
}
