using BusQStash.Contracts.Messages;
using BusQStash.Contracts.Workflows;

namespace BusQStash.Store.Workflows;

/// <summary>Builds the specs of a run's messages from the sender's values and the trigger's values for all messages (wire contract 24.2).</summary>
internal static class RunSpecs
{
    /// <summary>The first message of a run.</summary>
    public static MessageSpec First(HeldRun run, (int Position, long ListBytes) place)
    {
        var spec = run.Spec with { Workflow = Place(run, WorkflowCallType.Step, place) };
        return Finished(run, spec, RunHeaders.Has(spec.Options, RunHeaders.TriggerOnConfig));
    }

    /// <summary>A message that carries the list to the endpoint.</summary>
    public static MessageSpec Step(HeldRun run, MessageSpec own, bool ownsRetries, (int Position, long ListBytes) place)
    {
        var spec = own with { Workflow = Place(run, WorkflowCallType.Step, place), QueueName = null, Callback = null };
        if (!HoldsForAll(run.Spec, own.Options))
        {
            return Finished(run, spec, false);
        }

        spec = spec with
        {
            Headers = Overlay(run.Spec.Headers, own.Headers.Where(header => !IsContentType(header)), without: null),
            MaxRetries = WithRetries(run, own, ownsRetries).MaxRetries,
            RetryDelayExpression = own.RetryDelayExpression ?? run.Spec.RetryDelayExpression,
            FlowControl = own.FlowControl ?? run.Spec.FlowControl,
            FailureCallback = own.FailureCallback ?? run.Spec.FailureCallback,
        };
        return Finished(run, spec, true);
    }

    /// <summary>A message that is stored until it is needed, with its retry setting resolved: its own, or the trigger's where the trigger's configuration applies to all.</summary>
    public static MessageSpec WithRetries(HeldRun run, MessageSpec own, bool ownsRetries) =>
        ownsRetries || !HoldsForAll(run.Spec, own.Options) ? own : own with { MaxRetries = run.Spec.MaxRetries };

    /// <summary>A call to a third party: the request carries nothing of the run, but its answer returns with all of it.</summary>
    public static MessageSpec Call(HeldRun run, MessageSpec own)
    {
        var spec = own with
        {
            Workflow = Place(run, WorkflowCallType.ToCallback, (0, 0)),
            QueueName = null,
            Labels = run.Spec.Labels,
            Redaction = own.Redaction ?? run.Spec.Redaction,
        };
        return spec.Callback is { } callback ? spec with { Callback = Answer(run.Spec, callback) } : spec;
    }

    private static CallbackSpec Answer(MessageSpec trigger, CallbackSpec callback)
    {
        if (!HoldsForAll(trigger, callback.Options))
        {
            return callback with { FailureCallback = Told(trigger, callback.FailureCallback) };
        }

        return callback with
        {
            Headers = Labelled(Overlay(trigger.Headers.Where(header => !IsContentType(header)), callback.Headers, RunHeaders.SdkVersion), trigger.Labels),
            Retries = callback.Retries ?? trigger.MaxRetries,
            RetryDelayExpression = callback.RetryDelayExpression ?? trigger.RetryDelayExpression,
            FlowControl = callback.FlowControl ?? trigger.FlowControl,
            FailureCallback = Told(trigger, callback.FailureCallback ?? Failure(trigger, trigger.FailureCallback)),
        };
    }

    private static MessageSpec Finished(HeldRun run, MessageSpec spec, bool holdsForAll) => spec with
    {
        Headers = Labelled(spec.Headers, spec.Labels.Count > 0 ? spec.Labels : run.Spec.Labels),
        Labels = spec.Labels.Count > 0 ? spec.Labels : run.Spec.Labels,
        Redaction = spec.Redaction ?? run.Spec.Redaction,
        CallerIp = run.Spec.CallerIp,
        FailureCallback = Told(run.Spec, holdsForAll ? Failure(run.Spec, spec.FailureCallback) : spec.FailureCallback),
    };

    /// <summary>
    /// A failure callback that tells its endpoint what it is, and whose, even if the caller gave nothing but its URL (wire contract 24.9): otherwise the SDK would start another run.
    /// </summary>
    private static CallbackSpec? Told(MessageSpec trigger, CallbackSpec? failure) => failure is null
        ? null
        : failure with
        {
            Headers = Labelled(Overlay([new(RunHeaders.IsFailure, "true"), new(RunHeaders.FailureCallback, "true")], failure.Headers, without: null), trigger.Labels),
            Options = Overlay(trigger.Options.Where(IsRunId), failure.Options, without: null),
        };

    /// <summary>The run's labels in every request to its endpoint, whether its client forwarded them or not (wire contract 24.4).</summary>
    private static IReadOnlyList<HeaderLine> Labelled(IReadOnlyList<HeaderLine> headers, IReadOnlyList<string> labels) =>
        labels.Count == 0 ? headers : Overlay(headers, [new(RunHeaders.Label, string.Join(',', labels))], without: null);

    private static bool IsRunId(HeaderLine option) => option.Name.Equals(RunHeaders.RunId, StringComparison.OrdinalIgnoreCase);

    private static CallbackSpec? Failure(MessageSpec trigger, CallbackSpec? failure) => failure is null
        ? null
        : failure with
        {
            Headers = Overlay(trigger.Headers.Where(header => !IsContentType(header)), failure.Headers, RunHeaders.SdkVersion),
            Retries = failure.Retries ?? trigger.MaxRetries,
            RetryDelayExpression = failure.RetryDelayExpression ?? trigger.RetryDelayExpression,
            FlowControl = failure.FlowControl ?? trigger.FlowControl,
        };

    private static bool HoldsForAll(MessageSpec trigger, IReadOnlyList<HeaderLine> own) =>
        RunHeaders.Has(trigger.Options, RunHeaders.TriggerOnConfig) || RunHeaders.Has(own, RunHeaders.TriggerOnConfig);

    private static List<HeaderLine> Overlay(IEnumerable<HeaderLine> under, IEnumerable<HeaderLine> over, string? without)
    {
        HeaderLine[] top = [.. over];
        var named = top.Select(header => header.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (without is not null)
        {
            named.Add(without);
        }

        return [.. under.Where(header => !named.Contains(header.Name)), .. top];
    }

    private static bool IsContentType(HeaderLine header) => header.Name.Equals(RunHeaders.ContentType, StringComparison.OrdinalIgnoreCase);

    private static WorkflowMessage Place(HeldRun run, WorkflowCallType callType, (int Position, long ListBytes) place) => new()
    {
        RunKey = run.RunKey,
        RunId = run.RunId,
        CreatedAt = run.CreatedAt,
        CallType = callType,
        Position = place.Position,
        ListBytes = place.ListBytes,
        Handshake = run.Mode == (int)TriggerMode.Handshake,
    };
}
