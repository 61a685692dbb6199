using System.Text.Json;
using BusQStash.Store.Messages;
using Dapper;

namespace BusQStash.Store.Workflows;

/// <summary>
/// Ends a run whose lock is held: by success, failure or cancel. Its waits end, its open messages are canceled, and the run that invoked it receives the result. A run ends only once.
/// </summary>
internal sealed class RunEnding(IRunWork work, DateTimeOffset now)
{
    private const string End =
        """
        update workflow_run
        set state = @State, completed_at = @Now, response = @Response, dlq_id = @DlqId, failure_state = @FailureState, failure_message_id = @FailureMessageId
        where run_key = @RunKey
        """;

    // A delivery in progress may be the one that ends the run; its answer comes later and counts.
    private const string Waiting = $"and m.state in ({MessageStateSql.Scheduled}, {MessageStateSql.Retrying}, {MessageStateSql.Waiting})";

    private const string Owed =
        $"""
        select s.message_id
        from workflow_step s join message m on m.id = s.message_id
        where s.run_key = @RunKey and m.state in ({MessageStateSql.Scheduled}, {MessageStateSql.Waiting}) and m.attempts = 0 and {OvertakenSql.Condition}
        """;

    /// <param name="run">The run, alive and locked.</param>
    /// <param name="invoker">The run that invoked it, locked; it may have ended.</param>
    /// <param name="end">The state and results the run ends with.</param>
    public async Task<RunEffects> EndAsync(HeldRun run, HeldRun? invoker, RunEnd end)
    {
        await work.Connection.ExecuteAsync(End, new
        {
            State = (short)end.State,
            Now = now.ToUnixTimeMilliseconds(),
            Response = end.Response,
            end.DlqId,
            FailureState = (short?)end.FailureState,
            end.FailureMessageId,
            run.RunKey,
        });
        var tokens = await work.Connection.QueryAsync<string>("delete from workflow_waiter where run_key = @RunKey returning token", new { run.RunKey });
        await work.RemoveDueAsync(tokens.AsList());
        await work.Connection.ExecuteAsync("delete from workflow_event where run_key = @RunKey", new { run.RunKey });
        var canceled = await work.CancelAsync(await OpenMessagesAsync(run, end), now);
        var told = invoker is null ? null : await TellAsync(run, invoker, end);
        var ended = RunEvents.Ended(run, invoker, end, now);
        work.Tell([ended], now);
        return new RunEffects { Canceled = canceled, Accepted = told is null ? [] : [told], Events = [ended] };
    }

    private async Task<List<string>> OpenMessagesAsync(HeldRun run, RunEnd end)
    {
        var open = await work.Connection.QueryAsync<string>(
            $"""
            select m.id from workflow_step s join message m on m.id = s.message_id
            where s.run_key = @RunKey and s.kind not in ({StepKindSql.Invocation}, {StepKindSql.Failure})
              and m.state < {MessageStateSql.FirstFinal} {(end.State == RunState.Succeeded ? Waiting : "")}
            """,
            new { run.RunKey });
        List<string> dropped = [.. open.Where(id => id != end.FailedMessageId)];

        // Results that wait for their first attempt must still be delivered. Most runs leave nothing open and skip the query.
        return end.State == RunState.Succeeded && dropped.Count > 0
            ? [.. dropped.Except(await work.Connection.QueryAsync<string>(Owed, new { run.RunKey }))]
            : dropped;
    }

    private async Task<AcceptOutcome?> TellAsync(HeldRun run, HeldRun invoker, RunEnd end)
    {
        var told = JsonSerializer.Deserialize(run.Invoker!, RunJson.Default.RunInvoker)!;
        var body = ServerSteps.Invoked(told.Step, end.Response, end.State);
        return await ServerAppend.AppendAsync(work, invoker, told.Facts, body, told.Resume, told.OwnsRetries, now);
    }
}
