using System.Diagnostics;
using BusQStash.Contracts.Messages;

namespace BusQStash.Rules.Tracing;

/// <summary>Starts spans. Without a listener each call costs a list lookup and returns null.</summary>
internal static class Traces
{
    /// <summary>W3C allows 512 characters; longer ones are dropped, not cut.</summary>
    private const int LongestState = 512;

    internal static readonly ActivitySource Source = new(TraceNames.Source);

    /// <summary>The destination name of a message, with low cardinality.</summary>
    internal static string NameOf(MessageSpec spec) => spec.QueueName ?? spec.TopicName ?? TraceNames.Unordered;

    /// <summary>The context a message was created in; <see langword="default"/> when it has none or an invalid one.</summary>
    internal static ActivityContext ContextOf(MessageSpec spec) =>
        ActivityContext.TryParse(spec.TraceParent, spec.TraceState, isRemote: true, out var context) ? context : default;

    /// <summary>Span for handing a message to the ledger; it becomes the message's creation context.</summary>
    internal static Activity? Send(string messageId, MessageSpec spec, int bodyLength, ActivityContext parent)
    {
        var span = Begin(TraceNames.Send, TraceNames.Send, ActivityKind.Producer, NameOf(spec), messageId, parent, null, default);
        span?.SetTag(TraceNames.BodySize, bodyLength);
        return span;
    }

    /// <summary>A message's spec with its creation context set.</summary>
    internal static MessageSpec With(MessageSpec spec, string? parent, string? state) =>
        spec with { TraceParent = parent, TraceState = parent is null || state is not { Length: > 0 and <= LongestState } ? null : state };

    internal static Activity? Begin(
        string operation,
        string type,
        ActivityKind kind,
        string destination,
        string messageId,
        ActivityContext parent,
        IEnumerable<ActivityLink>? links,
        DateTimeOffset startedAt)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var span = Source.StartActivity($"{operation} {destination}", kind, parent, null, links, startedAt);
        return span?.SetTag(TraceNames.System, TraceNames.SystemName)
            .SetTag(TraceNames.OperationName, operation)
            .SetTag(TraceNames.OperationType, type)
            .SetTag(TraceNames.DestinationName, destination)
            .SetTag(TraceNames.MessageId, messageId);
    }

    /// <summary>Span for a request to a destination: its host, and nothing of its path, query, headers and body.</summary>
    internal static Activity? Call(string method, Uri destination)
    {
        var span = Source.StartActivity(method, ActivityKind.Client);
        return span?.SetTag(TraceNames.RequestMethod, method)
            .SetTag(TraceNames.ServerAddress, destination.IdnHost)
            .SetTag(TraceNames.ServerPort, destination.Port);
    }

    internal static void Failed(Activity? span, string errorType)
    {
        span?.SetTag(TraceNames.ErrorType, errorType);
        span?.SetStatus(ActivityStatusCode.Error);
    }
}
