using BusQStash.Contracts.Messages;
using BusQStash.Store.Delays.Postgres;
using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Events.Postgres;
using BusQStash.Store.FlowControl.Postgres;
using BusQStash.Store.Outbox;
using BusQStash.Store.Outbox.Postgres;
using BusQStash.Store.Queues.Postgres;

namespace BusQStash.Store.Messages.Postgres;

/// <summary>Cancels the messages of many callers in one transaction.</summary>
internal sealed class CancelWriter(LedgerTransactions transactions)
{
    private const string Specs = "select message_id, spec from payload where message_id = any($1)";

    private const string Shards = "select name, shard from queue where name = any($1)";

    private const string RememberLast =
        """
        insert into setting as s (name, value) values ('last_cancel', $1::bigint::text)
        on conflict (name) do update set value = greatest(s.value::bigint, $1)::text
        """;

    public Task<IReadOnlyList<CanceledMessage?>> WriteAsync(IReadOnlyList<CancelItem> items, CancellationToken cancellationToken) =>
        transactions.RunAsync((transaction, token) => CancelAsync(transaction, items, token), cancellationToken);

    /// <summary>Cancels messages as part of a larger transaction.</summary>
    public static async Task<IReadOnlyList<CanceledMessage?>> CancelAsync(
        LedgerTransaction transaction, IReadOnlyList<CancelItem> items, CancellationToken cancellationToken)
    {
        var plan = await LockAsync(transaction, items, cancellationToken);
        plan.Decide();
        if (!plan.Written.Any())
        {
            return new CanceledMessage?[items.Count];
        }

        var (specs, shards) = await ReadAsync(transaction, plan, cancellationToken);
        var results = plan.Conclude(specs, shards);
        await WriteBackAsync(transaction, plan, [.. results.OfType<CanceledMessage>().Select(result => result.Announcement)], cancellationToken);
        return results;
    }

    private static async Task<CancelPlan> LockAsync(
        LedgerTransaction transaction, IReadOnlyList<CancelItem> items, CancellationToken cancellationToken)
    {
        await using var batch = new StatementBatch(transaction.Connection);
        MessageRows.AddLock(batch, items.Select(item => item.MessageId));
        await using var reader = await batch.ReadAsync(cancellationToken);
        var messages = await reader.ToListAsync(MessageRows.Read, cancellationToken);
        return new CancelPlan(items, messages.ToDictionary(message => message.Id, StringComparer.Ordinal));
    }

    private static async Task<(Dictionary<string, MessageSpec> Specs, Dictionary<string, int?> Shards)> ReadAsync(
        LedgerTransaction transaction, CancelPlan plan, CancellationToken cancellationToken)
    {
        await using var batch = new StatementBatch(transaction.Connection);
        batch.Add(Specs, plan.Written.Select(item => item.MessageId).ToArray());
        batch.Add(Shards, plan.Wakes.CanceledThrough.Keys.ToArray());
        await using var reader = await batch.ReadAsync(cancellationToken);
        var specs = await reader.ToListAsync(row => (Id: row.GetString(0), Spec: StoredMessageRow.ReadSpec(row, 1)), cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var shards = await reader.ToListAsync(row => (Name: row.GetString(0), Shard: row.IntOrNull(1)), cancellationToken);
        return (
            specs.ToDictionary(row => row.Id, row => row.Spec, StringComparer.Ordinal),
            shards.ToDictionary(row => row.Name, row => row.Shard, StringComparer.Ordinal));
    }

    private static async Task WriteBackAsync(
        LedgerTransaction transaction, CancelPlan plan, OutboxEntry[] announcements, CancellationToken cancellationToken)
    {
        var now = plan.Written.Max(item => item.Now);
        await using var batch = new StatementBatch(transaction.Connection);
        MessageRows.AddUpdate(batch, plan.Changed);
        EventRows.Add(batch, plan.Events);
        OutboxRows.Add(batch, announcements, now);
        DeduplicationKeys.AddFreeing(batch, [.. plan.Written.Select(item => item.MessageId)], DeduplicationFreeing.Cancel);
        LaneWakeRows.Add(batch, plan.Wakes, now.ToUnixTimeMilliseconds());
        DueRows.AddRemoval(batch, [.. plan.Unordered.Select(item => item.MessageId)]);
        FlowRows.AddCancellation(batch, [.. plan.Flowing]);
        if (plan.Unordered.Count > 0)
        {
            batch.Add(RememberLast, now.ToUnixTimeMilliseconds());
        }

        await batch.ExecuteAsync(cancellationToken);
    }
}
