using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using BusQStash.Bus.Hosting;
using BusQStash.Rules.Tracing;
using BusQStash.Store.Messages;
using BusQStash.Worker.Delivery;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Tracing;

/// <summary>Begins and ends the spans of attempts.</summary>
internal sealed class AttemptSpans(IOptions<TracingOptions> options, TimeProvider time)
{
    /// <summary>
    /// Maximum number of remembered attempts, to which later ones link. If another worker makes the next attempt, or there are more than these, the link is missing:
    /// storing it in the ledger would make every retry more expensive for the benefit of traces alone.
    /// </summary>
    private const int Remembered = 10_000;

    private readonly ConcurrentDictionary<string, (ActivityContext Context, DateTimeOffset EndedAt)> _before = new(StringComparer.Ordinal);

    /// <summary>Records the wait that ends now, and starts the attempt's span; <see langword="null"/> without a listener or when it is not sampled.</summary>
    public Activity? Begin(Attempt attempt)
    {
        if (!Traces.Source.HasListeners())
        {
            return null;
        }

        var created = Traces.ContextOf(attempt.Spec);
        var hasBefore = _before.TryRemove(attempt.MessageId, out var before);
        var parent = IsOwnTrace(attempt) ? default : created;
        Wait(attempt, parent, hasBefore ? before.EndedAt : attempt.Number == 0 ? attempt.CreatedAt : attempt.NotBefore);
        List<ActivityLink> links = [];
        if (created != default)
        {
            links.Add(new ActivityLink(created));
        }

        if (hasBefore)
        {
            links.Add(new ActivityLink(before.Context));
        }

        // An omitted parent defaults to the current span, which may be one of the library that delivered the command.
        var at = Activity.Current;
        Activity.Current = null;
        var span = Traces.Begin(
            TraceNames.Process, TraceNames.Process, ActivityKind.Consumer, Traces.NameOf(attempt.Spec), attempt.MessageId, parent, links, default);
        if (span is null)
        {
            Activity.Current = at;
        }

        return span?.SetTag(TraceNames.Attempt, attempt.Number);
    }

    /// <summary>Ends an attempt's span, and makes what follows continue its trace.</summary>
    public AttemptSettlement End(Activity? span, Attempt attempt, AttemptSettlement settlement)
    {
        var context = span?.Context ?? Traces.ContextOf(attempt.Spec);
        if (context == default)
        {
            return settlement;
        }

        if (span is not null)
        {
            Describe(span, attempt, settlement);
        }

        return settlement with
        {
            Trace = span is null ? default : new AttemptTrace(context, Traces.NameOf(attempt.Spec)),
            Callbacks = settlement.Callbacks.Count == 0 ? [] : [.. settlement.Callbacks.Select(callback => Sent(callback, span, attempt))],
        };
    }

    /// <summary>An attempt that was cut off, or could not be made: it counts for nothing.</summary>
    public static void Broke(Activity? span, Exception exception) => Traces.Failed(span, exception.GetType().Name);

    /// <summary>Begins the write that ends an attempt.</summary>
    public static Activity? Settle(AttemptSettlement settlement) => settlement.Trace.Context == default
        ? null
        : Traces.Begin(
            TraceNames.Settle,
            TraceNames.Settle,
            ActivityKind.Client,
            settlement.Trace.Destination,
            settlement.MessageId,
            settlement.Trace.Context,
            null,
            default);

    private static NewMessage Sent(NewMessage callback, Activity? span, Attempt attempt)
    {
        if (span is null)
        {
            return callback with { Spec = Traces.With(callback.Spec, attempt.Spec.TraceParent, attempt.Spec.TraceState) };
        }

        var sending = Traces.Send(callback.Id, callback.Spec, callback.Body.Length, span.Context);
        sending?.Dispose();
        Activity.Current = span;
        return callback with { Spec = Traces.With(callback.Spec, sending?.Id ?? span.Id, span.TraceStateString) };
    }

    private static string ReasonOf(Attempt attempt) => attempt switch
    {
        { Number: > 0 } => "backoff",
        { Spec.NotBefore: { } at } when at > attempt.CreatedAt.ToUnixTimeMilliseconds() => "delay",
        { Spec.FlowControl: not null } => "flow_control",
        _ => "queue",
    };

    private bool IsOwnTrace(Attempt attempt) => attempt.Spec.ScheduleId is not null || time.GetUtcNow() - attempt.CreatedAt > options.Value.LinkAfter;

    private void Wait(Attempt attempt, ActivityContext parent, DateTimeOffset since)
    {
        // Without a parent the span would be a separate, meaningless trace.
        if (parent == default)
        {
            return;
        }

        var now = time.GetUtcNow();
        using var span = Traces.Begin(
            TraceNames.Wait, TraceNames.Wait, ActivityKind.Internal, Traces.NameOf(attempt.Spec), attempt.MessageId, parent, null, since < now ? since : now);
        span?.SetTag(TraceNames.WaitReason, ReasonOf(attempt));
    }

    private void Describe(Activity span, Attempt attempt, AttemptSettlement settlement)
    {
        span.SetTag(TraceNames.Outcome, settlement.NextState.ToString().ToLowerInvariant());
        if (settlement.NextState != MessageState.Delivered)
        {
            Traces.Failed(span, settlement.Response?.Status.ToString(CultureInfo.InvariantCulture) ?? TraceNames.OtherError);
        }

        if (settlement.NextState == MessageState.Retrying && _before.Count < Remembered)
        {
            _before[attempt.MessageId] = (span.Context, settlement.FinishedAt);
        }
        else if (_before.Count >= Remembered)
        {
            // Most of them were taken on by others.
            _before.Clear();
        }
    }
}
