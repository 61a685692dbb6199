using System.Globalization;
using BusQStash.Contracts.Workflows;
using BusQStash.Store.Outbox;

namespace BusQStash.Store.Workflows;

/// <summary>Creates the bus events about runs. Their ids are derived from the run and the change, so each event is written once.</summary>
internal static class RunEvents
{
    public static OutboxEntry Started(HeldRun run, string? invokerRunId)
    {
        var started = new WorkflowRunStarted
        {
            WorkflowRunId = run.RunId,
            CreatedAt = CreatedAt(run),
            WorkflowUrl = run.Url,
            Labels = run.Spec.Labels,
            InvokerRunId = invokerRunId,
        };
        return OutcomeEvents.Entry(Id(run, "started"), nameof(WorkflowRunStarted), started, OutcomeJson.Default.WorkflowRunStarted);
    }

    public static OutboxEntry Ended(HeldRun run, HeldRun? invoker, RunEnd end, DateTimeOffset now) => end.State switch
    {
        RunState.Succeeded => Completed(run, invoker, now),
        RunState.Failed => Failed(run, invoker, end, now),
        RunState.Canceled => Canceled(run, invoker, now),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static OutboxEntry Completed(HeldRun run, HeldRun? invoker, DateTimeOffset now)
    {
        var completed = new WorkflowRunCompleted
        {
            WorkflowRunId = run.RunId,
            CreatedAt = CreatedAt(run),
            WorkflowUrl = run.Url,
            Labels = run.Spec.Labels,
            InvokerRunId = invoker?.RunId,
            CompletedAt = now,
        };
        return OutcomeEvents.Entry(Id(run, "completed"), nameof(WorkflowRunCompleted), completed, OutcomeJson.Default.WorkflowRunCompleted);
    }

    private static OutboxEntry Failed(HeldRun run, HeldRun? invoker, RunEnd end, DateTimeOffset now)
    {
        var failed = new WorkflowRunFailed
        {
            WorkflowRunId = run.RunId,
            CreatedAt = CreatedAt(run),
            WorkflowUrl = run.Url,
            Labels = run.Spec.Labels,
            InvokerRunId = invoker?.RunId,
            FailedAt = now,
            MessageId = end.FailedMessageId ?? "",
            DlqId = end.DlqId ?? "",
        };
        return OutcomeEvents.Entry(Id(run, "failed"), nameof(WorkflowRunFailed), failed, OutcomeJson.Default.WorkflowRunFailed);
    }

    private static OutboxEntry Canceled(HeldRun run, HeldRun? invoker, DateTimeOffset now)
    {
        var canceled = new WorkflowRunCanceled
        {
            WorkflowRunId = run.RunId,
            CreatedAt = CreatedAt(run),
            WorkflowUrl = run.Url,
            Labels = run.Spec.Labels,
            InvokerRunId = invoker?.RunId,
            CanceledAt = now,
        };
        return OutcomeEvents.Entry(Id(run, "canceled"), nameof(WorkflowRunCanceled), canceled, OutcomeJson.Default.WorkflowRunCanceled);
    }

    private static string Id(HeldRun run, string what) => string.Create(CultureInfo.InvariantCulture, $"{run.RunId}/{run.CreatedAt}/{what}");

    private static DateTimeOffset CreatedAt(HeldRun run) => DateTimeOffset.FromUnixTimeMilliseconds(run.CreatedAt);
}
