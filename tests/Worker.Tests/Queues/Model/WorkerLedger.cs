using BusQStash.Store.Messages;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>The ledger as one worker settles in it. Whatever a lane's worker does not ask for is not there.</summary>
internal sealed class WorkerLedger(World world, StoreLine line) : IMessageLedger
{
    public Task<SettleOutcome> SettleAsync(AttemptSettlement settlement, CancellationToken cancellationToken) =>
        line.CallAsync(() => world.Ledger.Settle(Allowed(settlement)), cancellationToken);

    public Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(IReadOnlyList<NewMessage> messages, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> ClaimAsync(string messageId, int attempt, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> IsOpenAsync(string messageId, int attempt, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> DeferAsync(string messageId, int attempt, DateTimeOffset dueAt, CancellationToken cancellationToken) => throw new NotSupportedException();

    private AttemptSettlement Allowed(AttemptSettlement settlement) => world.Without == Without.Lease && settlement.Lane is { } lane
        ? settlement with { Lane = world.Ledger.CurrentEpoch(lane.QueueName) }
        : settlement;
}
