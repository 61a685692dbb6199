using BusQStash.Store.Messages;

namespace BusQStash.Api.Tests.Schedules;

/// <summary>A ledger that fails over some messages, with all that are accepted together with them.</summary>
internal sealed class PoisonableLedger(IMessageLedger ledger, Func<string, bool> isPoison) : IMessageLedger
{
    public Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(IReadOnlyList<NewMessage> messages, CancellationToken cancellationToken) =>
        messages.Any(message => isPoison(message.Spec.Url)) ? throw new InvalidOperationException("poison") : ledger.AcceptAsync(messages, cancellationToken);

    public Task<bool> ClaimAsync(string messageId, int attempt, CancellationToken cancellationToken) =>
        ledger.ClaimAsync(messageId, attempt, cancellationToken);

    public Task<bool> IsOpenAsync(string messageId, int attempt, CancellationToken cancellationToken) =>
        ledger.IsOpenAsync(messageId, attempt, cancellationToken);

    public Task<SettleOutcome> SettleAsync(AttemptSettlement settlement, CancellationToken cancellationToken) =>
        ledger.SettleAsync(settlement, cancellationToken);

    public Task<bool> DeferAsync(string messageId, int attempt, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        ledger.DeferAsync(messageId, attempt, dueAt, cancellationToken);
}
