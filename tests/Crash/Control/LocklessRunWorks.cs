using System.Data.Common;
using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;
using BusQStash.Store.Workflows;
using Npgsql;

namespace BusQStash.Crash.Control;

/// <summary>Work on workflow runs that reads their rows without locking them.</summary>
internal sealed class LocklessRunWorks(IRunWorks inner) : IRunWorks
{
    /// <summary>Removes an index that prevents two entries at one position, because otherwise the only visible effect would be a refusal.</summary>
    public static async Task PrepareAsync(string connectionString)
    {
        await using var ledger = NpgsqlDataSource.Create(connectionString);
        await using var command = ledger.CreateCommand("drop index busqstash.workflow_step_position");
        await command.ExecuteNonQueryAsync();
    }

    public Task<T> RunAsync<T>(Func<IRunWork, Task<T>> work, CancellationToken cancellationToken) =>
        inner.RunAsync(one => work(new LocklessRunWork(one)), cancellationToken);

    public Task<IReadOnlyList<RunList?>> ReadAsync(IReadOnlyList<RunListKey> keys, CancellationToken cancellationToken) => inner.ReadAsync(keys, cancellationToken);

    public ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    private sealed class LocklessRunWork(IRunWork inner) : IRunWork
    {
        public DbConnection Connection => inner.Connection;

        public string ForUpdate => "";

        public Task<(List<HeldRun> Runs, Dictionary<StepKey, string> Known)> LockAliveAsync(
            IReadOnlyList<string> runIds, IReadOnlyList<RunSubmission.Step> steps) => RunRows.LockAliveAsync(this, runIds, steps);

        public Task AppendAsync(IReadOnlyList<StepRow> rows, IReadOnlyCollection<HeldRun> runs) => inner.AppendAsync(rows, runs);

        public Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(IReadOnlyList<AcceptItem> items) => inner.AcceptAsync(items);

        public Task<SettleOutcome> SettleAsync(SettleItem item) => inner.SettleAsync(item);

        public Task<IReadOnlyList<CanceledMessage>> CancelAsync(IReadOnlyList<string> messageIds, DateTimeOffset now) => inner.CancelAsync(messageIds, now);

        public void Tell(IReadOnlyList<OutboxEntry> events, DateTimeOffset now) => inner.Tell(events, now);

        public Task PutDueAsync(string token, long dueAt) => inner.PutDueAsync(token, dueAt);

        public Task RemoveDueAsync(IReadOnlyList<string> tokens) => inner.RemoveDueAsync(tokens);
    }
}
