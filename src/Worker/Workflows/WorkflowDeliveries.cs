using System.Buffers;
using BusQStash.Contracts.Workflows;
using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;
using BusQStash.Worker.Delivery;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Workflows;

/// <summary>Deliveries of workflow messages: the list of steps they carry, and the meaning of the answer (wire contract 24.4).</summary>
internal sealed class WorkflowDeliveries(IWorkflowRuns runs, IOptions<WorkflowOptions> options)
{
    private const string NoWorkflow =
        "detected a non-workflow destination for trigger/invoke. make sure you are sending the request to the correct endpoint";

    private const string NoHandshake = "trigger rest api is only usable with sdk versions after v1.0.0 major version";

    /// <summary>Prepares the attempt; <see langword="null"/> when the run has ended and no request is made.</summary>
    public async Task<Attempt?> PrepareAsync(Attempt attempt, WorkflowMessage tie, CancellationToken cancellationToken)
    {
        if (tie.CallType == WorkflowCallType.FailureCall)
        {
            return attempt;
        }

        var isLazy = IsLazy(attempt, tie);
        var isWhole = tie.CallType == WorkflowCallType.Step && !isLazy;
        if (await runs.ReadAsync(tie.RunKey, isWhole ? tie.Position : 0, cancellationToken) is not { } list
            || (!list.IsAlive && !await IsOwedAsync(attempt, tie, cancellationToken))
            || (tie.Handshake && list.Mode == TriggerMode.Sdk))
        {
            return null;
        }

        var payload = list.Entries is [var first, ..] ? first.Body : default;
        var isInitial = RunHeaders.Has(attempt.Spec.Options, RunHeaders.InitialBody) && tie.CallType != WorkflowCallType.ToCallback;
        return attempt with
        {
            Body = isLazy ? default : isWhole ? Write(list.Entries) : attempt.Body,
            SourceBody = isInitial ? payload : null,
        };
    }

    /// <summary>Interprets an answer beyond its status.</summary>
    public async Task<DeliveryOutcome> JudgeAsync(DeliveryOutcome outcome, Attempt attempt, WorkflowMessage tie, CancellationToken cancellationToken)
    {
        if (tie.CallType != WorkflowCallType.Step || outcome is not DeliveryOutcome.Delivered { Response: var response })
        {
            return outcome;
        }

        var isWorkflow = response.Headers.Any(header => header.Name.Equals(RunHeaders.SdkVersion, StringComparison.OrdinalIgnoreCase));
        if (!isWorkflow && (tie.Handshake || RunHeaders.Has(attempt.Spec.Options, RunHeaders.DetectTrigger)))
        {
            return new DeliveryOutcome.NotRetryable(response, NoWorkflow);
        }

        return tie.Handshake && await runs.ReadAsync(tie.RunKey, -1, cancellationToken) is { IsAlive: true, Mode: TriggerMode.Handshake }
            ? new DeliveryOutcome.NotRetryable(response, NoHandshake)
            : outcome;
    }

    /// <summary>Whether an attempt's end affects the run, which then fails or continues.</summary>
    public static bool ConcernsRun(WorkflowMessage tie, MessageState state) => state switch
    {
        MessageState.Failed => true,
        MessageState.Delivered => tie.CallType is WorkflowCallType.ToCallback or WorkflowCallType.FailureCall,
        _ => false,
    };

    /// <summary>A superseded result is delivered once, whatever the run's state; repeating a failed call would have no use.</summary>
    private async Task<bool> IsOwedAsync(Attempt attempt, WorkflowMessage tie, CancellationToken cancellationToken) =>
        tie.CallType == WorkflowCallType.Step && attempt.Number == 0 && await runs.IsOwedAsync(tie.RunKey, tie.Position, cancellationToken);

    /// <summary>The SDK fetches a body that is too large to send.</summary>
    private bool IsLazy(Attempt attempt, WorkflowMessage tie)
    {
        var size = tie.CallType == WorkflowCallType.Step ? tie.ListBytes : attempt.Body.Length;
        return tie.CallType != WorkflowCallType.ToCallback
            && size > options.Value.LazyFetchBytes
            && RunHeaders.Has(attempt.Spec.Options, RunHeaders.LazyFetch);
    }

    private static ReadOnlyMemory<byte> Write(IReadOnlyList<RunEntry> entries)
    {
        var buffer = new ArrayBufferWriter<byte>(64 + entries.Sum(entry => 96 + (entry.Body.Length * 4 / 3)));
        StepListJson.Write(buffer, entries);
        return buffer.WrittenMemory;
    }
}
