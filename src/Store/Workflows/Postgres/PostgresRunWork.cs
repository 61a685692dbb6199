using System.Data.Common;
using BusQStash.Store.Delays;
using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.FlowControl;
using BusQStash.Store.Messages;
using BusQStash.Store.Messages.Postgres;
using BusQStash.Store.Outbox;
using BusQStash.Store.Outbox.Postgres;

namespace BusQStash.Store.Workflows.Postgres;

/// <summary>A PostgreSQL transaction as the workflow rules use it. Changes that are not read again are written by its last statements.</summary>
internal sealed class PostgresRunWork(
    LedgerTransaction transaction, StatementBatch last, FlowChanges flow, AcceptWriter accept, SettleWriter settle, CancellationToken cancellationToken) : IRunWork
{
    private const string PutDue =
        $"""
        insert into due (token, due_at, kind, stamp) values ($1, $2, {DueKindSql.Waiter}, nextval('due_stamp'))
        on conflict (token) do update set due_at = excluded.due_at, stamp = excluded.stamp
        """;

    public DbConnection Connection => transaction.Connection;

    public string ForUpdate => "for update";

    public Task<(List<HeldRun> Runs, Dictionary<StepKey, string> Known)> LockAliveAsync(
        IReadOnlyList<string> runIds, IReadOnlyList<RunSubmission.Step> steps) =>
        SubmitStatements.LockAliveAsync(transaction.Connection, runIds, steps, cancellationToken);

    public Task AppendAsync(IReadOnlyList<StepRow> rows, IReadOnlyCollection<HeldRun> runs)
    {
        SubmitStatements.Append(last, rows, runs);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(IReadOnlyList<AcceptItem> items) =>
        accept.AcceptAsync(transaction, items, last, flow, cancellationToken);

    public async Task<SettleOutcome> SettleAsync(SettleItem item) =>
        (await settle.SettleAsync(transaction, [item], last, flow, cancellationToken))[0];

    public async Task<IReadOnlyList<CanceledMessage>> CancelAsync(IReadOnlyList<string> messageIds, DateTimeOffset now) =>
        messageIds.Count == 0
            ? []
            : [.. (await CancelWriter.CancelAsync(transaction, [.. messageIds.Select(id => new CancelItem(id, now))], cancellationToken)).OfType<CanceledMessage>()];

    public void Tell(IReadOnlyList<OutboxEntry> events, DateTimeOffset now) => OutboxRows.Add(last, OutboxGroup.Pack(events), now);

    public Task PutDueAsync(string token, long dueAt) => transaction.Connection.ExecuteAsync(PutDue, [token, dueAt], cancellationToken);

    public Task RemoveDueAsync(IReadOnlyList<string> tokens) => tokens.Count == 0
        ? Task.CompletedTask
        : transaction.Connection.ExecuteAsync($"delete from due where token = any($1) and kind = {DueKindSql.Waiter}", [tokens.ToArray()], cancellationToken);
}
