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
    /// Attempts to be linked to by those that follow. Where the next one is made by another worker, or there are more than these, the link is missing: writing
    /// it into the ledger would cost every retry for the sake of those who look at traces.
    /// </summary>
    private const int Remembered = 10_000;

    private readonly ConcurrentDictionary<string, (ActivityContext Context, DateTimeOffset EndedAt)> _before = new(StringComparer.Ordinal);

    /// <summary>Writes the wait that ends now, and begins the attempt; <see langword="null"/> when nobody listens, or wants this one.</summary>
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

        // A parent that is left out is whatever span is at hand here, and there may be one of the library that brought the command.
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

    /// <summary>Ends an attempt, and has what follows go on with its trace.</summary>
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
        // Without a parent it would be a trace of its own that says nothing.
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
