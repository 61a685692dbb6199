using System.Diagnostics;
using BusQStash.Rules.Tracing;
using BusQStash.Store.Messages;

namespace BusQStash.Api.Publishing;

/// <summary>The trace spans of messages being written to the ledger. Each message stores the context of its own span, so that its attempts join the same trace.</summary>
internal sealed class SendSpans : IDisposable
{
    private readonly List<Activity> _spans = [];

    private SendSpans(IEnumerable<NewMessage> messages) => Messages = [.. messages.Select(Begin)];

    /// <summary>The messages with their trace context.</summary>
    internal IReadOnlyList<NewMessage> Messages { get; }

    internal static SendSpans Begin(IEnumerable<NewMessage> messages) => new(messages);

    public void Dispose()
    {
        foreach (var span in _spans)
        {
            span.Dispose();
        }

        _spans.Clear();
    }

    private NewMessage Begin(NewMessage message)
    {
        var request = Activity.Current;
        if (Traces.Send(message.Id, message.Spec, message.Body.Length, request?.Context ?? default) is not { } span)
        {
            return Traces.Source.HasListeners() ? message : PassOn(message, request);
        }

        // The spans are siblings, not children of each other.
        Activity.Current = request;
        _spans.Add(span);
        return message with { Spec = Traces.With(message.Spec, span.Id, span.TraceStateString) };
    }

    /// <summary>Forwards the publisher's trace context when this server collects no traces, so that the publisher's and the destination's spans still join.</summary>
    private static NewMessage PassOn(NewMessage message, Activity? request) => request is { Parent: null, ParentId: { } parent }
        && ActivityContext.TryParse(parent, request.TraceStateString, out _)
            ? message with { Spec = Traces.With(message.Spec, parent, request.TraceStateString) }
            : message;
}
