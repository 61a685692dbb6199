using System.Text.Json;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;
using Dapper;

namespace BusQStash.Store.Workflows;

/// <summary>Writes the submissions of a group of requests in one transaction.</summary>
/// <remarks>
/// <para>(1) Lock the runs that must be alive, and find which of the steps already exist.</para>
/// <para>(2) Decide which requests to accept.</para>
/// <para>(3) Create new runs; assign places.</para>
/// <para>
/// (4) Accept the messages, write the entries, and write the events of runs that have started. Step and message are written together, and only this write causes a delivery.
/// </para>
/// </remarks>
internal sealed class SubmitWriter(IRunWork work, WorkflowOptions limits)
{
    // The first message stays one of the run, although the payload's entry now has another.
    private const string Keep =
        $"""
        insert into workflow_step (run_key, kind, step_id, target_step, message_id, body, created_at)
        select run_key, {StepKindSql.Handshake}, 0, 0, message_id, @nothing, created_at from workflow_step where run_key = @RunKey and {StepKindSql.IsFirst}
        """;

    private readonly Dictionary<string, string> _started = new(StringComparer.Ordinal);
    private readonly List<NewMessage> _messages = [];
    private readonly Dictionary<string, OutboxEntry> _events = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<SubmitResult>> WriteAsync(IReadOnlyList<IReadOnlyList<RunSubmission>> calls)
    {
        RunSubmission[] all = [.. calls.SelectMany(call => call)];
        string[] runIds = [.. all.Select(SubmitPlan.RunIdOf).OfType<string>().Distinct(StringComparer.Ordinal)];
        var (locked, known) = runIds.Length == 0 ? ([], []) : await work.LockAliveAsync(runIds, [.. all.OfType<RunSubmission.Step>()]); // (1)
        var runs = locked.ToDictionary(run => run.RunId, StringComparer.Ordinal);
        var plan = new SubmitPlan(calls, runs, known, limits);
        plan.Decide(); // (2)
        var drafts = new List<IReadOnlyList<(NewMessage Message, bool IsNew)>?>(calls.Count);
        for (var i = 0; i < calls.Count; i++)
        {
            drafts.Add(plan.RefusalOf(i) is null ? await DraftAsync(calls[i], plan, runs) : null); // (3)
        }

        var outcomes = new Queue<AcceptOutcome>(await work.AcceptAsync([.. _messages.Select(message => AcceptItem.From(message))])); // (4)
        await work.AppendAsync(plan.Rows, plan.Advanced);
        if (_events.Count > 0)
        {
            work.Tell([.. _events.Values], _messages.Max(message => message.CreatedAt));
        }

        return [.. drafts.Select((draft, i) => draft is null ? plan.RefusalOf(i)! : Answer(draft, outcomes))];
    }

    private SubmitResult.Accepted Answer(IReadOnlyList<(NewMessage Message, bool IsNew)> draft, Queue<AcceptOutcome> outcomes) =>
        new([.. draft.Select(one => one.IsNew ? outcomes.Dequeue() : AcceptOutcome.DuplicateOf(one.Message, one.Message.Id))])
        {
            Events = [.. draft.Where(one => one.IsNew).Select(one => _events.GetValueOrDefault(one.Message.Id)).OfType<OutboxEntry>()],
        };

    private async Task<IReadOnlyList<(NewMessage Message, bool IsNew)>> DraftAsync(
        IReadOnlyList<RunSubmission> call, SubmitPlan plan, Dictionary<string, HeldRun> runs)
    {
        var draft = new List<(NewMessage Message, bool IsNew)>(call.Count);
        foreach (var submission in call)
        {
            var (message, first) = submission switch
            {
                RunSubmission.Plain plain => (plain.Message, null),
                RunSubmission.Trigger trigger => await StartAsync(trigger, plan, runs),
                RunSubmission.Handshake handshake => await HandshakeAsync(handshake, runs[handshake.RunId]),
                _ => plan.Append(submission),
            };
            if (message is not null)
            {
                _messages.Add(message);
            }

            draft.Add(message is null ? (submission.Message with { Id = first! }, false) : (message, true));
        }

        return draft;
    }

    private async Task<(NewMessage? Message, string? First)> StartAsync(RunSubmission.Trigger trigger, SubmitPlan plan, Dictionary<string, HeldRun> runs)
    {
        if (_started.TryGetValue(trigger.RunId, out var earlier))
        {
            return (null, earlier);
        }

        var parent = trigger.Invoker is { } invoker ? runs[invoker.RunId] : null;
        if (parent is not null && await FindInvocationAsync(parent, trigger.Invoker!) is { } known)
        {
            return (null, known);
        }

        var (run, first) = await RunStarts.StartAsync(
            work,
            trigger.Message,
            trigger.RunId,
            trigger.Mode,
            parent is null ? null : (parent.RunKey, JsonSerializer.SerializeToUtf8Bytes(trigger.Invoker!, RunJson.Default.RunInvoker)));
        if (run is null)
        {
            return (null, first);
        }

        if (parent is not null)
        {
            await StepRows.InsertAsync(work.Connection, [Invocation(parent, trigger, run)]);
        }

        _started.Add(trigger.RunId, trigger.Message.Id);
        _events.Add(trigger.Message.Id, RunEvents.Started(run, parent?.RunId));
        return (plan.Start(trigger.Message, run), null);
    }

    private Task<string?> FindInvocationAsync(HeldRun parent, RunInvoker invoker) => work.Connection.ExecuteScalarAsync<string?>(
        $"select message_id from workflow_step where run_key = @RunKey and kind = {StepKindSql.Invocation} and step_id = @StepId and target_step = 0",
        new { parent.RunKey, invoker.Facts.StepId });

    private static StepRow Invocation(HeldRun parent, RunSubmission.Trigger trigger, HeldRun run) =>
        new(parent.RunKey, StepKind.Invocation, trigger.Invoker!.Facts with { TargetStep = 0 }, trigger.Invoker.Step, trigger.Message.CreatedAt.ToUnixTimeMilliseconds())
        {
            MessageId = trigger.Message.Id,
            InvokedKey = run.RunKey,
        };

    /// <summary>The second half of a start without an SDK: its headers replace those of the first half; the limits stay. A repeat changes nothing.</summary>
    private async Task<(NewMessage? Message, string? First)> HandshakeAsync(RunSubmission.Handshake handshake, HeldRun run)
    {
        if (run.Mode == (int)TriggerMode.Sdk)
        {
            return (null, await work.Connection.ExecuteScalarAsync<string>(
                $"select message_id from workflow_step where run_key = @RunKey and {StepKindSql.IsFirst}", new { run.RunKey }));
        }

        var own = handshake.Message.Spec;
        MessageSpec spec = run.Spec with { Headers = own.Headers, Options = own.Options };
        var configuration = JsonSerializer.SerializeToUtf8Bytes(spec, LedgerJson.Default.MessageSpec);
        await work.Connection.ExecuteAsync(
            "update workflow_run set trigger_mode = @mode, configuration = @configuration where run_key = @RunKey",
            new { mode = (short)TriggerMode.Sdk, configuration, run.RunKey });
        await work.Connection.ExecuteAsync(Keep, new { run.RunKey, nothing = Array.Empty<byte>() });
        var size = await work.Connection.ExecuteScalarAsync<long>(
            $"update workflow_step set message_id = @Id where run_key = @RunKey and {StepKindSql.IsFirst} returning length(body)",
            new { handshake.Message.Id, run.RunKey });
        var started = new HeldRun { RunKey = run.RunKey, RunId = run.RunId, CreatedAt = run.CreatedAt, Url = run.Url, Configuration = configuration };
        run.Mode = (int)TriggerMode.Sdk;
        var first = RunSpecs.First(started, (0, size)) with { NotBefore = null };
        return (handshake.Message with { Spec = first, Body = default, DeduplicationKey = null }, null);
    }
}
