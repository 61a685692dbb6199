using System.Buffers;
using BusQStash.Contracts.Workflows;
using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;
using BusQStash.Worker.Delivery;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Workflows;

/// <summary>What is special about an attempt of a workflow's message: the list it carries, and what its answer means (wire contract 24.4).</summary>
internal sealed class WorkflowDeliveries(IWorkflowRuns runs, IOptions<WorkflowOptions> options)
{
    private const string NoWorkflow =
        "detected a non-workflow destination for trigger/invoke. make sure you are sending the request to the correct endpoint";

    private const string NoHandshake = "trigger rest api is only usable with sdk versions after v1.0.0 major version";

    /// <summary>The attempt as it is made; <see langword="null"/> when the run has ended and nobody is to be called.</summary>
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

    /// <summary>What an answer means beyond its status.</summary>
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

    /// <summary>Whether an attempt's end is the run's affair too: it fails by it, or goes on.</summary>
    public static bool ConcernsRun(WorkflowMessage tie, MessageState state) => state switch
    {
        MessageState.Failed => true,
        MessageState.Delivered => tie.CallType is WorkflowCallType.ToCallback or WorkflowCallType.FailureCall,
        _ => false,
    };

    /// <summary>A result that was overtaken is delivered once, however its run went on; repeating a failed call would help nobody.</summary>
    private async Task<bool> IsOwedAsync(Attempt attempt, WorkflowMessage tie, CancellationToken cancellationToken) =>
        tie.CallType == WorkflowCallType.Step && attempt.Number == 0 && await runs.IsOwedAsync(tie.RunKey, tie.Position, cancellationToken);

    /// <summary>The SDK fetches what is too large to be sent.</summary>
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
