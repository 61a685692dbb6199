using System.Diagnostics;
using BusQStash.Rules.Tracing;
using BusQStash.Store.Messages;

namespace BusQStash.Api.Publishing;

/// <summary>The spans of messages on their way into the ledger. Each message remembers its own, so that its attempts belong to it.</summary>
internal sealed class SendSpans : IDisposable
{
    private readonly List<Activity> _spans = [];

    private SendSpans(IEnumerable<NewMessage> messages) => Messages = [.. messages.Select(Begin)];

    /// <summary>The messages, with the context they are created in.</summary>
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

        // Beside each other, not below each other.
        Activity.Current = request;
        _spans.Add(span);
        return message with { Spec = Traces.With(message.Spec, span.Id, span.TraceStateString) };
    }

    /// <summary>Nobody collects traces here; the publisher and the destination may, and theirs belong together.</summary>
    private static NewMessage PassOn(NewMessage message, Activity? request) => request is { Parent: null, ParentId: { } parent }
        && ActivityContext.TryParse(parent, request.TraceStateString, out _)
            ? message with { Spec = Traces.With(message.Spec, parent, request.TraceStateString) }
            : message;
}
