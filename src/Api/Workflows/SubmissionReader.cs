using System.Globalization;
using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Workflows;

/// <summary>Turns a prepared message into a submission to its run. Nothing is written, so a refusal changes nothing.</summary>
internal sealed class SubmissionReader(InvocationReader invocations, RunBounds bounds, IOptions<WorkflowOptions> options)
{
    /// <summary>Why a token with bounds may not submit this; <see langword="null"/> when it may. The messages themselves were checked when they were prepared.</summary>
    internal Task<Refusal?> RefuseAsync(PublishRequest? bound, IReadOnlyList<RunSubmission> submissions)
    {
        RunInvoker[] invokers = [.. submissions.OfType<RunSubmission.Trigger>().Select(trigger => trigger.Invoker).OfType<RunInvoker>()];
        return bounds.RefuseAsync(
            bound?.Caller,
            bound?.CallerIp,
            [.. submissions.Select(RunIdOf).OfType<string>().Concat(invokers.Select(invoker => invoker.RunId)).Distinct(StringComparer.Ordinal)],
            [.. invokers.Select(invoker => invoker.Resume)]);
    }

    private static string? RunIdOf(RunSubmission submission) => submission switch
    {
        RunSubmission.Step step => step.RunId,
        RunSubmission.Handshake handshake => handshake.RunId,
        RunSubmission.Trigger trigger => trigger.RunId,
        _ => null,
    };

    internal RunSubmission? Read(NewMessage message, WorkflowRequest? request, Refusals refusals) => request switch
    {
        null => new RunSubmission.Plain(message),
        { IsInit: true, IsBySdk: true } => new RunSubmission.Handshake(message, request.RunId),
        { IsInit: true } => Trigger(message, request, refusals),
        { IsCall: true } => Call(message, request, refusals),
        _ => Step(message, request, refusals),
    };

    private RunSubmission.Trigger Trigger(NewMessage message, WorkflowRequest request, Refusals refusals)
    {
        var depth = message.Spec.Headers.FirstOrDefault(header => header.Name.Equals(WorkflowHeader.InvokeCount, StringComparison.OrdinalIgnoreCase));
        if (depth is not null && int.TryParse(depth.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > options.Value.MaxInvokeDepth)
        {
            refusals.OverLimit($"workflows invoke each other too deeply: at most {options.Value.MaxInvokeDepth} times are allowed");
        }

        var mode = request.NeedsHandshake ? TriggerMode.Handshake : TriggerMode.Sdk;
        if (!request.IsInvocation)
        {
            return new RunSubmission.Trigger(message, request.RunId, mode);
        }

        var (payload, invoker) = invocations.Read(message.Body, message.CreatedAt, refusals);
        return new RunSubmission.Trigger(message with { Body = payload }, request.RunId, mode, invoker);
    }

    private static RunSubmission.Step? Step(NewMessage message, WorkflowRequest request, Refusals refusals)
    {
        var (step, wrong) = StepBody.Read(message.Body.Span);
        if (step is null)
        {
            refusals.Malformed($"invalid workflow step: {wrong}");
            return null;
        }

        // Clients round the header to whole seconds, sometimes down; the step has the exact time.
        if (request.IsDelayed && step.WakesAt(message.CreatedAt) is { } wakesAt && wakesAt > message.Spec.DueAt(message.CreatedAt.ToUnixTimeMilliseconds()))
        {
            message = message with { Spec = message.Spec with { NotBefore = wakesAt } };
        }

        return new RunSubmission.Step(message, request.RunId, StepKind.Entry, step.Facts, request.OwnsRetries);
    }

    private static RunSubmission.Step? Call(NewMessage message, WorkflowRequest request, Refusals refusals)
    {
        if (message.Spec.Callback is not { } callback)
        {
            refusals.Malformed($"{PublishHeader.Callback} is required for the call of a workflow: it gets the answer");
            return null;
        }

        if (!int.TryParse(Find(callback, WorkflowHeader.StepId), NumberStyles.None, CultureInfo.InvariantCulture, out var stepId))
        {
            refusals.Malformed($"{PublishHeader.CallbackPrefix}{PublishHeader.Forward}{WorkflowHeader.StepId} must tell the step of the call");
            return null;
        }

        var facts = new StepFacts(stepId, 0, Find(callback, WorkflowHeader.StepName), "Call", 1);
        return new RunSubmission.Step(message, request.RunId, StepKind.Call, facts, request.OwnsRetries);
    }

    private static string? Find(CallbackSpec callback, string name) =>
        callback.Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } header ? ByteText.ToText(header.Value) : null;
}
