using BusQStash.Store.Delays.Postgres;
using BusQStash.Store.Dlq.Postgres;
using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Events.Postgres;
using BusQStash.Store.FlowControl;
using BusQStash.Store.FlowControl.Postgres;
using BusQStash.Store.Instances;
using BusQStash.Store.Outbox;
using BusQStash.Store.Outbox.Postgres;
using BusQStash.Store.Queues.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BusQStash.Store.Messages.Postgres;

/// <summary>Writes the ends of many callers' attempts and their consequences in one transaction.</summary>
/// <remarks>
/// <para>(1) Lock the lanes, then the messages with their parents. If all rows can be presumed unchanged, the statements of (4) check that instead.</para>
/// <para>(2) Decide; the locks keep the decision valid.</para>
/// <para>(3) Accept the callbacks as part of the transaction.</para>
/// <para>(4) Write everything back, together with the removals earlier settlements left pending, and commit.</para>
/// <para>A settlement that is repeated after a lost answer finds another attempt number and changes nothing (idempotency).</para>
/// </remarks>
internal sealed partial class SettleWriter(
    [FromKeyedServices(PostgresDataSource.HotPath)] LedgerTransactions transactions,
    AcceptWriter accept,
    PublishedRows published,
    TimeProvider time,
    InstanceIdentity identity,
    FlowSignal signal,
    ILogger<SettleWriter> logger)
{
    private const string LockLanes = "select name, epoch from lane where name = any($1) order by name for share";

    public async Task<IReadOnlyList<SettleOutcome>> WriteAsync(IReadOnlyList<SettleItem> items, CancellationToken cancellationToken)
    {
        var (outcomes, changedFlow) = await SettleOptimisticallyAsync(items, cancellationToken)
            ?? await transactions.RunAsync((transaction, token) => SettleAsync(transaction, items, null, token), cancellationToken);
        if (changedFlow)
        {
            signal.Raise();
        }

        return outcomes;
    }

    /// <summary>Writes without reading first; <see langword="null"/> when nothing was written because the rows were not as presumed.</summary>
    private async Task<(IReadOnlyList<SettleOutcome> Outcomes, bool ChangedFlow)?> SettleOptimisticallyAsync(
        IReadOnlyList<SettleItem> items, CancellationToken cancellationToken)
    {
        if (OptimisticSettle.Of(items) is not { } optimistic)
        {
            return null;
        }

        try
        {
            return await transactions.RunOneBatchAsync(
                (transaction, token) => SettleAsync(transaction, items, optimistic, token), cancellationToken);
        }
        catch (PostgresException failure) when (failure.SqlState == OptimisticSettle.RowsChanged)
        {
            Log.RowsChanged(logger, items.Count);
            return null;
        }
    }

    /// <summary>Settles as part of a larger transaction, which ends with <paramref name="last"/> and then the changes in <paramref name="flow"/>.</summary>
    public Task<IReadOnlyList<SettleOutcome>> SettleAsync(
        LedgerTransaction transaction, IReadOnlyList<SettleItem> items, StatementBatch last, FlowChanges flow, CancellationToken cancellationToken) =>
        SettleAsync(transaction, items, null, last, flow, cancellationToken);

    private async Task<(IReadOnlyList<SettleOutcome> Outcomes, bool ChangedFlow)> SettleAsync(
        LedgerTransaction transaction, IReadOnlyList<SettleItem> items, OptimisticSettle? optimistic, CancellationToken cancellationToken)
    {
        var flow = new FlowChanges();
        await using var last = new StatementBatch(transaction.Connection);
        var outcomes = await SettleAsync(transaction, items, optimistic, last, flow, cancellationToken);
        FlowRows.Add(last, flow, identity.Number);
        published.AddTo(last, transaction);
        await transaction.CommitAsync(last, cancellationToken);
        return (outcomes, !flow.IsEmpty);
    }

    private async Task<IReadOnlyList<SettleOutcome>> SettleAsync(
        LedgerTransaction transaction,
        IReadOnlyList<SettleItem> items,
        OptimisticSettle? optimistic,
        StatementBatch last,
        FlowChanges flow,
        CancellationToken cancellationToken)
    {
        var plan = optimistic?.Plan(last) ?? await LockAsync(transaction, items, cancellationToken); // (1)
        plan.Decide(); // (2)
        var callbacks = await accept.AcceptAsync(transaction, plan.Callbacks, last, flow, cancellationToken); // (3)
        var outcomes = plan.Conclude(callbacks);
        foreach (var message in plan.Flowing)
        {
            flow.Leave(message.Id, message.FlowKey!);
        }

        WriteBack(last, plan); // (4)
        return outcomes;
    }

    private static async Task<SettlePlan> LockAsync(
        LedgerTransaction transaction, IReadOnlyList<SettleItem> items, CancellationToken cancellationToken)
    {
        string[] lanes = [.. items.Select(item => item.Settlement.Lane?.QueueName).OfType<string>().Distinct()];
        await using var batch = new StatementBatch(transaction.Connection);
        batch.Add(LockLanes, lanes);
        MessageRows.AddLock(batch, items.Select(item => item.Settlement.MessageId));
        await using var reader = await batch.ReadAsync(cancellationToken);
        var epochs = await reader.ToListAsync(row => (Name: row.GetString(0), Epoch: row.GetInt64(1)), cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var messages = await reader.ToListAsync(MessageRows.Read, cancellationToken);
        return new SettlePlan(
            items,
            epochs.ToDictionary(lane => lane.Name, lane => lane.Epoch, StringComparer.Ordinal),
            messages.ToDictionary(message => message.Id, StringComparer.Ordinal));
    }

    private void WriteBack(StatementBatch batch, SettlePlan plan)
    {
        var now = time.GetUtcNow();
        SettleItem[] due = [.. plan.DueAgain];
        MessageRows.AddUpdate(batch, plan.Changed);
        EventRows.Add(batch, plan.Events);
        DeadLetterRows.Add(batch, plan.Written);
        OutboxRows.Add(batch, OutboxGroup.Pack(plan.Written.SelectMany(item => item.Settlement.Outbox)), now);
        DeduplicationKeys.AddFreeing(
            batch,
            [.. plan.Written.Where(item => item.Settlement.NextState == MessageState.Failed).Select(item => item.Settlement.MessageId)],
            DeduplicationFreeing.Failure);
        LaneWakeRows.Add(batch, plan.Wakes, now.ToUnixTimeMilliseconds());
        DueRows.AddMessages(
            batch,
            Array.ConvertAll(due, item => item.Settlement.MessageId),
            Array.ConvertAll(due, item => item.NextAttemptAt ?? item.FinishedAt));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "The optimistic write of {Count} settlements failed; their rows are read first now.")]
        public static partial void RowsChanged(ILogger logger, int count);
    }
}
