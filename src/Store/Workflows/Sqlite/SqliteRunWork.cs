using System.Data.Common;
using BusQStash.Store.Delays;
using BusQStash.Store.Delays.Sqlite;
using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Messages;
using BusQStash.Store.Messages.Sqlite;
using BusQStash.Store.Outbox;

namespace BusQStash.Store.Workflows.Sqlite;

/// <summary>Part of a group's transaction on SQLite, as the workflow rules use it.</summary>
internal sealed class SqliteRunWork(SqliteSession session, SqliteAcceptance acceptance, SqliteSettlement settlement) : IRunWork
{
    public DbConnection Connection => session.Connection;

    public string ForUpdate => "";

    /// <summary>A line of a flow-control key became due for granting.</summary>
    public bool HasChangedFlow { get; private set; }

    public Task<(List<HeldRun> Runs, Dictionary<StepKey, string> Known)> LockAliveAsync(
        IReadOnlyList<string> runIds, IReadOnlyList<RunSubmission.Step> steps) => RunRows.LockAliveAsync(this, runIds, steps);

    public async Task AppendAsync(IReadOnlyList<StepRow> rows, IReadOnlyCollection<HeldRun> runs)
    {
        await StepRows.InsertAsync(session.Connection, rows);
        await RunRows.AdvanceAsync(this, runs);
    }

    public Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(IReadOnlyList<AcceptItem> items)
    {
        HasChangedFlow |= items.Any(item => item.JoinsLine);
        return Task.FromResult(acceptance.Accept(session, items));
    }

    public Task<SettleOutcome> SettleAsync(SettleItem item)
    {
        var (outcome, changedFlow) = settlement.Settle(session, item);
        HasChangedFlow |= changedFlow;
        return Task.FromResult(outcome);
    }

    public Task<IReadOnlyList<CanceledMessage>> CancelAsync(IReadOnlyList<string> messageIds, DateTimeOffset now) =>
        Task.FromResult<IReadOnlyList<CanceledMessage>>(
            messageIds.Count == 0 ? [] : [.. SqliteCancellation.Cancel(session, messageIds, now).OfType<CanceledMessage>()]);

    public void Tell(IReadOnlyList<OutboxEntry> events, DateTimeOffset now) => session.Tell(events, now);

    public Task PutDueAsync(string token, long dueAt)
    {
        SqliteDueRows.Put(session, token, DueRow.WaiterKind, dueAt);
        return Task.CompletedTask;
    }

    public Task RemoveDueAsync(IReadOnlyList<string> tokens)
    {
        foreach (var token in tokens)
        {
            SqliteDueRows.Remove(session, token);
        }

        return Task.CompletedTask;
    }
}
