using BusQStash.Contracts.Workflows;
using BusQStash.Store.Messages;
using Dapper;
using System.Text.Json;

namespace BusQStash.Store.Workflows;

/// <summary>Settles an attempt that ends or resumes its run. All other attempts are settled like those of plain messages.</summary>
/// <remarks>
/// <para>(1) Lock the run and the run that invoked it; drop the callbacks of a run that has ended.</para>
/// <para>(2) Settle the message; if the settlement is refused, the run does not change either.</para>
/// <para>(3) Record the callback as the run's.</para>
/// <para>(4) End the run, or record the result of its failure callback.</para>
/// </remarks>
internal sealed class RunSettling(IRunWork work)
{
    private const string TellFailure =
        """
        update workflow_run
        set failure_state = @State, failure_status = @Status, failure_headers = @Headers, failure_body = @Body
        where run_key = @RunKey and failure_message_id = @MessageId
        """;

    public async Task<SettleOutcome> SettleAsync(AttemptSettlement settlement)
    {
        var tie = settlement.Run!;
        if (await RunRows.LockWithInvokerAsync(work, tie.RunKey) is not (var run, var invoker)) // (1)
        {
            // The run was deleted, so nothing can follow.
            return await work.SettleAsync(SettleItem.From(settlement with { Callbacks = [] }));
        }

        var isLate = !run.IsAlive && tie.CallType != WorkflowCallType.FailureCall;
        var item = SettleItem.From(isLate ? settlement with { Callbacks = [] } : settlement);
        var outcome = await work.SettleAsync(item); // (2)
        if (outcome.Status != SettleStatus.Settled || isLate)
        {
            return outcome;
        }

        await StepRows.InsertAsync(work.Connection, [.. item.Settlement.Callbacks.Select(callback => Row(callback, run, tie))]); // (3)
        if (tie.CallType == WorkflowCallType.FailureCall)
        {
            await TellFailureAsync(settlement, run); // (4)
            return outcome;
        }

        return settlement.NextState == MessageState.Failed && tie.CallType != WorkflowCallType.ToCallback
            ? outcome with { Run = await FailAsync(settlement, run, invoker) } // (4)
            : outcome;
    }

    private Task<RunEffects> FailAsync(AttemptSettlement settlement, HeldRun run, HeldRun? invoker) =>
        new RunEnding(work, settlement.FinishedAt).EndAsync(run, invoker, new RunEnd(RunState.Failed)
        {
            DlqId = settlement.DlqId,
            FailedMessageId = settlement.MessageId,
            FailureMessageId = settlement.Callbacks.FirstOrDefault(callback => callback.Spec.Workflow?.CallType == WorkflowCallType.FailureCall)?.Id,
        });

    private async Task TellFailureAsync(AttemptSettlement settlement, HeldRun run)
    {
        var response = settlement.Response;
        await work.Connection.ExecuteAsync(TellFailure, new
        {
            State = (short)StateOf(settlement),
            Status = response?.Status,
            Headers = response is null ? null : JsonSerializer.SerializeToUtf8Bytes(response.Headers, LedgerJson.Default.IReadOnlyListHeaderLine),
            Body = response?.Body.ToArray(),
            run.RunKey,
            settlement.MessageId,
        });
    }

    private static FailureState StateOf(AttemptSettlement settlement) =>
        settlement.NextState != MessageState.Delivered ? FailureState.Failed
        : settlement.Response?.Headers.Any(header =>
            header.Name.Equals("Upstash-Workflow-Failure-Callback-Notfound", StringComparison.OrdinalIgnoreCase)
            && header.Value.Equals("true", StringComparison.OrdinalIgnoreCase)) == true ? FailureState.None
        : FailureState.Succeeded;

    private static StepRow Row(NewMessage callback, HeldRun run, WorkflowMessage tie)
    {
        var isFailure = callback.Spec.Workflow?.CallType == WorkflowCallType.FailureCall;

        // Each has one cause, so its place only needs to distinguish causes within its kind.
        var number = isFailure ? tie.Position : StepIdOf(callback);
        var facts = new StepFacts(number, (int)tie.CallType, null, null, 1);
        return new StepRow(run.RunKey, isFailure ? StepKind.Failure : StepKind.Answer, facts, [], callback.CreatedAt.ToUnixTimeMilliseconds())
        {
            MessageId = callback.Id,
        };
    }

    private static int StepIdOf(NewMessage callback) =>
        callback.Spec.Headers.FirstOrDefault(header => header.Name.Equals("Upstash-Workflow-StepId", StringComparison.OrdinalIgnoreCase)) is { } header
        && int.TryParse(header.Value, out var id) ? id : 0;
}
