using System.Text.Json;
using BusQStash.Contracts.Workflows;
using BusQStash.Store.Messages;
using Dapper;

namespace BusQStash.Store.Workflows;

/// <summary>Restarts failed runs in SQL common to both engines.</summary>
internal sealed class SqlFailedRuns(IRunWorks works) : IFailedRuns
{
    private const string Entries =
        $"""
        select step_id as StepId, target_step as TargetStep, name as Name, type as Type, concurrent as Concurrent, body as Body, created_at as CreatedAt
        from workflow_step where run_key = @runKey and kind = {StepKindSql.Entry} order by position
        """;

    private const string Failure = "select failure_state as State, failure_message_id as MessageId from workflow_run where run_key = @runKey";

    private const string Letter =
        "select r.run_key from workflow_run r join dead_letter d on d.dlq_id = r.dlq_id where r.dlq_id = @dlqId";

    public Task<(bool IsTaken, RevivedRun? Run)> ReviveAsync(RunRevival revival, CancellationToken cancellationToken) => works.RunAsync<(bool, RevivedRun?)>(
        async work =>
        {
            var (runKey, dlqId) = (await work.Connection.ExecuteScalarAsync<long?>(Letter, new { dlqId = revival.DlqId }), revival.DlqId);
            if (runKey is null
                || await RunRows.LockAsync(work, [runKey.Value]) is not [_]
                || await work.Connection.ExecuteScalarAsync<string?>($"select dlq_id from dead_letter where dlq_id = @dlqId {work.ForUpdate}", new { dlqId }) is null)
            {
                return (false, null);
            }

            var revived = await ReviveAsync(work, runKey.Value, revival);
            if (revived is not null)
            {
                // Locked since it was found. The request that removes the dead letter creates the run: a second request finds it gone.
                await work.Connection.ExecuteAsync("delete from dead_letter where dlq_id = @dlqId", new { dlqId });
            }

            return (revived is null, revived);
        },
        cancellationToken);

    public Task<(bool HadFailed, RevivedRun? Run)?> RetryFailureAsync(string dlqId, DateTimeOffset now, CancellationToken cancellationToken) =>
        works.RunAsync<(bool, RevivedRun?)?>(
            async work =>
            {
                if (await FindAsync(work, dlqId) is not var (run, state, messageId))
                {
                    return null;
                }

                return state == FailureState.Failed && messageId is not null ? (true, await SendAgainAsync(work, run, messageId, now)) : (false, null);
            },
            cancellationToken);

    public Task<(bool WasRunning, RunEffects Effects)?> CancelFailureAsync(string dlqId, DateTimeOffset now, CancellationToken cancellationToken) =>
        works.RunAsync<(bool, RunEffects)?>(
            async work =>
            {
                if (await FindAsync(work, dlqId) is not var (run, state, messageId))
                {
                    return null;
                }

                if (state != FailureState.InProgress || messageId is null)
                {
                    return (false, RunEffects.None);
                }

                await work.Connection.ExecuteAsync($"update workflow_run set failure_state = {FailureStateSql.Canceled} where run_key = @RunKey", new { run.RunKey });
                return (true, new RunEffects { Canceled = await work.CancelAsync([messageId], now) });
            },
            cancellationToken);

    private static async Task<(HeldRun Run, FailureState? State, string? MessageId)?> FindAsync(IRunWork work, string dlqId)
    {
        if (await work.Connection.ExecuteScalarAsync<long?>(Letter, new { dlqId }) is not { } runKey || await RunRows.LockAsync(work, [runKey]) is not [var run])
        {
            return null;
        }

        var row = await work.Connection.QuerySingleAsync<FailureRow>(Failure, new { runKey });
        return (run, (FailureState?)row.State, row.MessageId);
    }

    private static async Task<RevivedRun> SendAgainAsync(IRunWork work, HeldRun run, string messageId, DateTimeOffset now)
    {
        var old = await work.Connection.QuerySingleAsync<PayloadRow>("select spec as Spec, body as Body from payload where message_id = @messageId", new { messageId });
        var count = await work.Connection.ExecuteScalarAsync<int>(
            $"select count(*) from workflow_step where run_key = @RunKey and kind = {StepKindSql.Failure}", new { run.RunKey });
        var spec = JsonSerializer.Deserialize(old.Spec, LedgerJson.Default.MessageSpec)! with { NotBefore = null };
        var message = new NewMessage { Id = RunIds.Message(run, StepKind.Failure, count), Spec = spec, Body = old.Body, CreatedAt = now };
        var facts = new StepFacts(count, (int)WorkflowCallType.FailureCall, null, null, 1);
        await StepRows.InsertAsync(
            work.Connection, [new StepRow(run.RunKey, StepKind.Failure, facts, [], now.ToUnixTimeMilliseconds()) { MessageId = message.Id }]);
        await work.Connection.ExecuteAsync(
            $"""
            update workflow_run
            set failure_state = {FailureStateSql.InProgress}, failure_message_id = @Id, failure_status = null, failure_headers = null, failure_body = null
            where run_key = @RunKey
            """,
            new { message.Id, run.RunKey });
        return new RevivedRun(run.RunId, run.CreatedAt, new RunEffects { Accepted = await work.AcceptAsync([AcceptItem.From(message)]) });
    }

    private static async Task<RevivedRun?> ReviveAsync(IRunWork work, long runKey, RunRevival revival)
    {
        var old = (await work.Connection.QueryAsync<EntryRow>(Entries, new { runKey })).AsList();
        var first = new NewMessage { Id = "", Spec = revival.Spec, Body = old[0].Body, CreatedAt = revival.Now };
        var (run, _) = await RunStarts.StartAsync(work, first, revival.RunId, TriggerMode.Sdk, null);
        if (run is null)
        {
            return null;
        }

        var kept = revival.FromStart ? old[..1] : old;
        var messages = await CopyAsync(work, run, kept, revival.Now);
        var accepted = await work.AcceptAsync([.. messages.Select(message => AcceptItem.From(message))]);
        var started = RunEvents.Started(run, invokerRunId: null);
        work.Tell([started], revival.Now);
        return new RevivedRun(run.RunId, run.CreatedAt, new RunEffects
        {
            Accepted = accepted,
            Events = [started],
        });
    }

    /// <summary>Copies entries under new ids. Plan steps without a result are delivered, each with its own list; without any, the last entry is delivered.</summary>
    private static async Task<List<NewMessage>> CopyAsync(IRunWork work, HeldRun run, List<EntryRow> kept, DateTimeOffset now)
    {
        var results = kept.Where(entry => entry.StepId > 0).Select(entry => entry.StepId).ToHashSet();
        var open = kept.Where(entry => entry.TargetStep > 0 && !results.Contains(entry.TargetStep)).ToHashSet();
        if (open.Count == 0)
        {
            open.Add(kept[^1]);
        }

        var rows = new List<StepRow>();
        var messages = new List<NewMessage>();
        for (var i = 0; i < kept.Count; i++)
        {
            var entry = kept[i];
            var place = i == 0 ? (Position: 0, ListBytes: run.Bytes) : run.Take(entry.Body.Length);

            // Plan steps share the number 0, so their places distinguish them.
            var id = RunIds.Copy(run, place.Position);
            rows.Add(new StepRow(run.RunKey, StepKind.Entry, entry.Facts, entry.Body, entry.CreatedAt) { Position = place.Position, MessageId = id });
            if (open.Contains(entry))
            {
                messages.Add(new NewMessage { Id = id, Spec = RunSpecs.First(run, place), CreatedAt = now });
            }
        }

        await StepRows.InsertAsync(work.Connection, rows);
        await RunRows.AdvanceAsync(work, [run]);
        return messages;
    }

    private sealed class EntryRow
    {
        public int StepId { get; init; }

        public int TargetStep { get; init; }

        public string? Name { get; init; }

        public string? Type { get; init; }

        public int Concurrent { get; init; }

        public byte[] Body { get; init; } = [];

        public long CreatedAt { get; init; }

        public StepFacts Facts => new(StepId, TargetStep, Name, Type, Concurrent);
    }

    private sealed class FailureRow
    {
        public int? State { get; init; }

        public string? MessageId { get; init; }
    }

    private sealed class PayloadRow
    {
        public byte[] Spec { get; init; } = [];

        public byte[] Body { get; init; } = [];
    }
}
