using BusQStash.Store.Batching;
using BusQStash.Store.Messages;
using BusQStash.Store.Sql;
using Dapper;
using Microsoft.Extensions.Options;

namespace BusQStash.Store.Workflows;

/// <summary>
/// Workflow runs in SQL common to both engines. Concurrent requests share a transaction, and deliveries that start at the same time share the read of their lists.
/// </summary>
internal sealed class SqlWorkflowRuns : IWorkflowRuns, IAsyncDisposable
{
    // Only answers that are not yet delivered: the SDK looks for one when it was too large to be sent.
    private const string List =
        $"""
        select s.position as Position, s.message_id as MessageId, case when s.kind = {StepKindSql.Entry} then s.body else p.body end as Body, s.kind as Kind
        from workflow_run r
        join workflow_step s on s.run_key = r.run_key and s.kind in ({StepKindSql.Entry}, {StepKindSql.Answer})
        left join message m on s.kind = {StepKindSql.Answer} and m.id = s.message_id
        left join payload p on s.kind = {StepKindSql.Answer} and p.message_id = s.message_id
        where r.run_id = @runId and r.state = {RunStateSql.Alive} and (s.kind = {StepKindSql.Entry} or m.state < {MessageStateSql.FirstFinal})
        order by s.created_at, s.position
        """;

    private const string Owed =
        $"""
        select 1
        from workflow_run r join workflow_step s on s.run_key = r.run_key and s.position = @position
        where r.run_key = @runKey and r.state = {RunStateSql.Succeeded} and {OvertakenSql.Condition}
        """;

    // A group of lists has at most some ten thousand entries, unless it is a single list.
    private const int EntriesPerCost = 10;

    private readonly IRunWorks _works;
    private readonly IConnectionSource _connections;
    private readonly WorkflowOptions _limits;
    private readonly GroupWriter<IReadOnlyList<RunSubmission>, SubmitResult> _submit;
    private readonly GroupWriter<RunListKey, RunList?> _read;

    public SqlWorkflowRuns(IRunWorks works, IConnectionSource connections, IOptions<WorkflowOptions> limits)
    {
        _works = works;
        _connections = connections;
        _limits = limits.Value;
        _submit = new(WriteAsync, new() { Cost = call => call.Count });
        _read = new(works.ReadAsync, new() { Cost = key => 1 + (key.Position / EntriesPerCost) });
    }

    public Task<SubmitResult> SubmitAsync(IReadOnlyList<RunSubmission> submissions, CancellationToken cancellationToken) =>
        _submit.WriteAsync(submissions, cancellationToken);

    public Task<SettleOutcome> SettleAsync(AttemptSettlement settlement, CancellationToken cancellationToken) =>
        _works.RunAsync(work => new RunSettling(work).SettleAsync(settlement), cancellationToken);

    public Task<RunList?> ReadAsync(long runKey, int position, CancellationToken cancellationToken) =>
        _read.WriteAsync(new RunListKey(runKey, position), cancellationToken);

    public async Task<bool> IsOwedAsync(long runKey, int position, CancellationToken cancellationToken)
    {
        await using var connection = await _works.OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<int?>(Owed, new { runKey, position }, cancellationToken) is not null;
    }

    public async Task<IReadOnlyList<RunEntry>?> ListAsync(string runId, CancellationToken cancellationToken)
    {
        var rows = (await _connections.QueryAsync<ListRow>(List, new { runId }, cancellationToken)).AsList();
        var entries = rows.Where(row => row.Kind == (int)StepKind.Entry).OrderBy(row => row.Position)
            .Concat(rows.Where(row => row.Kind != (int)StepKind.Entry))
            .Select(row => new RunEntry(row.MessageId ?? "", row.Body ?? [], row.Kind != (int)StepKind.Entry));
        return rows.Count == 0 ? null : [.. entries];
    }

    public async Task<ReadOnlyMemory<byte>> PayloadAsync(long runKey, CancellationToken cancellationToken)
    {
        return await _connections.ExecuteScalarAsync<byte[]?>(
            $"select body from workflow_step where run_key = @runKey and {StepKindSql.IsFirst}", new { runKey }, cancellationToken) ?? [];
    }

    public async Task<RunEffects?> EndAsync(string runId, byte[] response, DateTimeOffset now, CancellationToken cancellationToken) =>
        await FindLastAsync(runId, cancellationToken) is var (runKey, isAlive)
            ? (isAlive ? await EndAsync(runKey, new RunEnd(RunState.Succeeded) { Response = response }, now, cancellationToken) : null) ?? RunEffects.None
            : null;

    public Task<RunEffects?> CancelAsync(long runKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        EndAsync(runKey, new RunEnd(RunState.Canceled), now, cancellationToken);

    public async Task<(long RunKey, bool IsAlive)?> FindLastAsync(string runId, CancellationToken cancellationToken)
    {
        var rows = (await _connections.QueryAsync<HeldRun>(
            $"select {HeldRun.Columns} from workflow_run where run_id = @runId order by created_at desc limit 1",
            new { runId },
            cancellationToken)).AsList();
        return rows is [var run] ? (run.RunKey, run.IsAlive) : null;
    }

    public async ValueTask DisposeAsync()
    {
        await _submit.DisposeAsync();
        await _read.DisposeAsync();
    }

    /// <summary>Executes under the locks of the run and of its invoker; a run that has ended meanwhile stays unchanged.</summary>
    private Task<RunEffects?> EndAsync(long runKey, RunEnd end, DateTimeOffset now, CancellationToken cancellationToken) => _works.RunAsync<RunEffects?>(
        async work => await RunRows.LockWithInvokerAsync(work, runKey) is ({ IsAlive: true } run, var invoker)
            ? await new RunEnding(work, now).EndAsync(run, invoker, end)
            : null,
        cancellationToken);

    private Task<IReadOnlyList<SubmitResult>> WriteAsync(IReadOnlyList<IReadOnlyList<RunSubmission>> calls, CancellationToken cancellationToken) =>
        _works.RunAsync(work => new SubmitWriter(work, _limits).WriteAsync(calls), cancellationToken);

    private sealed class ListRow
    {
        public int Kind { get; init; }

        public int Position { get; init; }

        public string? MessageId { get; init; }

        public byte[]? Body { get; init; }
    }
}
