using System.Text.Json;
using BusQStash.Store.Messages;
using BusQStash.Store.Sql;
using Dapper;
using Microsoft.Extensions.Options;

namespace BusQStash.Store.Workflows;

/// <summary>Waiters in SQL common to both engines: which runs a notify event resumes, which events are stored for a later wait, and what a wait's timeout does.</summary>
internal sealed class SqlWaiters(IRunWorks works, IConnectionSource connections, IOptions<WorkflowOptions> limits) : IWaiters
{
    // Runs resumed in one transaction: enough to share a commit, few enough to keep the locks short.
    private const int AtOnce = 50;

    private const string TakeEvent =
        """
        delete from workflow_event
        where seq = (select min(seq) from workflow_event where run_key = @RunKey and event_id = @EventId)
        returning coalesce(body, @nothing)
        """;

    private const string OfEvent =
        """
        select w.run_key as RunKey, w.step_id as StepId, r.url as Url from workflow_waiter w join workflow_run r on r.run_key = w.run_key
        where w.event_id = @eventId order by w.run_key, w.step_id
        """;

    private const string OfRun =
        "select run_key as RunKey, step_id as StepId from workflow_waiter where event_id = @eventId and run_key = @RunKey order by step_id";

    private const string Take =
        $"""
        delete from workflow_waiter where event_id = @eventId and run_key = @RunKey and step_id = @StepId
        returning {WaiterRow.Columns}
        """;

    public Task<WaitOutcome> WaitAsync(WaitRequest request, CancellationToken cancellationToken) =>
        works.RunAsync(work => WaitAsync(work, request), cancellationToken);

    public async Task<NotifyOutcome> NotifyAsync(
        string eventId, byte[] body, Func<string, bool>? reaches, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Only current waiters: a run that is resumed and waits again waits for the next notification.
        List<WaiterRow> waiting;
        await using (var connection = await connections.OpenAsync(cancellationToken))
        {
            waiting = (await connection.QueryAsync<WaiterRow>(OfEvent, new { eventId }, cancellationToken)).AsList();
        }

        var notified = new List<(NotifiedWaiter Waiter, AcceptOutcome Message)>();
        foreach (var group in waiting.Where(waiter => reaches?.Invoke(waiter.Url) ?? true).Chunk(AtOnce))
        {
            // If the process dies between two groups, the caller gets no answer and repeats the notification for the remaining runs.
            notified.AddRange(await works.RunAsync(work => ResumeAsync(work, group, eventId, body, now), cancellationToken));
        }

        return Outcome(notified);
    }

    public Task<NotifyOutcome> NotifyRunAsync(
        string runId, string eventId, byte[] body, bool onlyOne, DateTimeOffset now, CancellationToken cancellationToken) => works.RunAsync(
            async work =>
            {
                if (await RunRows.LockAliveAsync(work, [runId]) is not [var run])
                {
                    return new NotifyOutcome(false, false, [], RunEffects.None);
                }

                var waiting = (await work.Connection.QueryAsync<WaiterRow>(OfRun, new { eventId, run.RunKey })).AsList();
                if (waiting.Count > 0)
                {
                    return Outcome(await ResumeAsync(work, [.. onlyOne ? waiting.Take(1) : waiting], eventId, body, now));
                }

                return await KeepAsync(work, run, eventId, body, now);
            },
            cancellationToken);

    public async Task<RunEffects> TimeOutAsync(string token, DateTimeOffset now, CancellationToken cancellationToken) => await works.RunAsync(
        async work =>
        {
            var runKey = await work.Connection.ExecuteScalarAsync<long?>("select run_key from workflow_waiter where token = @token", new { token });
            if (runKey is null || await RunRows.LockAsync(work, [runKey.Value]) is not [{ IsAlive: true } run])
            {
                return RunEffects.None;
            }

            var taken = await work.Connection.QueryAsync<WaiterRow>(
                $"delete from workflow_waiter where token = @token returning {WaiterRow.Columns}", new { token });
            return taken.SingleOrDefault() is { } waiter && await AppendAsync(work, run, waiter, ServerSteps.TimedOut(waiter.Step), isTimeout: true, now) is { } message
                ? new RunEffects { Accepted = [message] }
                : RunEffects.None;
        },
        cancellationToken);

    public async Task<IReadOnlyList<WaiterView>> ListAsync(string eventId, CancellationToken cancellationToken)
    {
        var rows = await connections.QueryAsync<WaiterRow>(
            $"select {WaiterRow.Columns} from workflow_waiter where event_id = @eventId order by run_key, step_id", new { eventId }, cancellationToken);
        return [.. rows.Select(row => row.View)];
    }

    private static async Task<WaitOutcome> WaitAsync(IRunWork work, WaitRequest request)
    {
        if (await RunRows.LockAliveAsync(work, [request.RunId]) is not [var run])
        {
            return new WaitOutcome(false, RunEffects.None);
        }

        var facts = request.Facts with { TargetStep = 0 };
        var row = new StepRow(run.RunKey, StepKind.Wait, facts, request.Step, request.Now.ToUnixTimeMilliseconds())
        {
            EventId = request.EventId,
            Timeout = request.Timeout,
            Deadline = request.Deadline.ToUnixTimeMilliseconds(),
        };
        if (!await StepRows.TryInsertAsync(work.Connection, row))
        {
            return new WaitOutcome(true, RunEffects.None);
        }

        var kept = (await work.Connection.QueryAsync<byte[]>(TakeEvent, new { run.RunKey, request.EventId, nothing = Array.Empty<byte>() })).SingleOrDefault();
        if (kept is null)
        {
            await WaiterRows.InsertAsync(work, run, request with
            {
                Resume = RunSpecs.WithRetries(run, request.Resume, request.OwnsRetries),
                TimeoutResume = RunSpecs.WithRetries(run, request.TimeoutResume, request.OwnsTimeoutRetries),
            });
            return new WaitOutcome(true, RunEffects.None);
        }

        var message = await ServerAppend.AppendAsync(
            work, run, facts, ServerSteps.Notified(request.Step, kept), request.Resume, request.OwnsRetries, request.Now);
        return new WaitOutcome(true, message is null ? RunEffects.None : new RunEffects { Accepted = [message] });
    }

    /// <summary>Executes under the locks of all the runs; a missing waiter was ended by another transaction.</summary>
    private static async Task<List<(NotifiedWaiter Waiter, AcceptOutcome Message)>> ResumeAsync(
        IRunWork work, IReadOnlyList<WaiterRow> waiting, string eventId, byte[] body, DateTimeOffset now)
    {
        var runs = (await RunRows.LockAsync(work, [.. waiting.Select(waiter => waiter.RunKey)])).ToDictionary(run => run.RunKey);
        var notified = new List<(NotifiedWaiter Waiter, AcceptOutcome Message)>();
        foreach (var one in waiting)
        {
            if (!runs.TryGetValue(one.RunKey, out var run)
                || (await work.Connection.QueryAsync<WaiterRow>(Take, new { eventId, one.RunKey, one.StepId })).SingleOrDefault() is not { } waiter)
            {
                continue;
            }

            await work.RemoveDueAsync([waiter.Token]);
            if (await AppendAsync(work, run, waiter, ServerSteps.Notified(waiter.Step, body), isTimeout: false, now) is { } message)
            {
                notified.Add((new NotifiedWaiter(waiter.View, message.Message.Id, run.RunId, run.CreatedAt), message));
            }
        }

        return notified;
    }

    private static Task<AcceptOutcome?> AppendAsync(IRunWork work, HeldRun run, WaiterRow waiter, byte[] step, bool isTimeout, DateTimeOffset now)
    {
        using var json = JsonDocument.Parse(waiter.Step);
        var facts = new StepFacts(waiter.StepId, 0, TextOf(json.RootElement, "stepName"), TextOf(json.RootElement, "stepType"), NumberOf(json.RootElement, "concurrent"));
        return ServerAppend.AppendAsync(work, run, facts, step, isTimeout ? waiter.TimeoutResume : waiter.Resume, ownsRetries: true, now);
    }

    private static string? TextOf(JsonElement step, string name) =>
        step.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int NumberOf(JsonElement step, string name) =>
        step.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : 1;

    private async Task<NotifyOutcome> KeepAsync(IRunWork work, HeldRun run, string eventId, byte[] body, DateTimeOffset now)
    {
        var count = await work.Connection.ExecuteScalarAsync<long>("select count(*) from workflow_event where run_key = @RunKey", new { run.RunKey });
        if (count >= limits.Value.MaxStoredEvents)
        {
            return new NotifyOutcome(true, true, [], RunEffects.None);
        }

        await work.Connection.ExecuteAsync(
            "insert into workflow_event (run_key, event_id, body, created_at) values (@RunKey, @eventId, @body, @createdAt)",
            new { run.RunKey, eventId, body, createdAt = now.ToUnixTimeMilliseconds() });
        return new NotifyOutcome(true, false, [], RunEffects.None);
    }

    private static NotifyOutcome Outcome(IReadOnlyList<(NotifiedWaiter Waiter, AcceptOutcome Message)> notified) => new(
        true,
        false,
        [.. notified.Select(one => one.Waiter)],
        new RunEffects { Accepted = [.. notified.Select(one => one.Message)] });
}
