using System.Text.Json;
using BusQStash.Bus.Connections;
using BusQStash.Contracts.Events;
using BusQStash.Contracts.Workflows;
using BusQStash.Store.Outbox;
using Microsoft.Extensions.Logging;

namespace BusQStash.Bus.Publishing;

/// <summary>Publishes events; while there are no subscribers, sends one event as a probe instead of all.</summary>
/// <remarks>
/// RabbitMQ returns an event that no broker queue is bound for. From then on the first event of a group is sent alone: if it is returned, the others, which happened
/// before it was sent, would have been dropped as well; if it is accepted, they follow at once. A subscriber gets everything that happens after it binds its queue, as
/// if all events were sent. A bus in memory has no outside subscribers.
/// </remarks>
public sealed partial class EventPublisher(CommandSender sender, EventProbe probe, BusConnections buses, ILogger<EventPublisher> logger)
{
    // Kinds of event. A wrong guess costs a round trip, or sending what comes back.
    private readonly Lock _lock = new();
    private readonly HashSet<string> _unheard = new(StringComparer.Ordinal);
    private volatile bool _isHeard = true;

    /// <summary>Whether the last group had a subscriber, as far as is known.</summary>
    public bool IsHeard => _isHeard;

    /// <summary>Publishes events; returns for each whether it is done, which includes events without subscribers.</summary>
    /// <exception cref="BrokerUnavailableException">The broker is known to take nothing.</exception>
    public async Task<bool[]> PublishAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        if (buses.Kind == TransportKind.InMemory)
        {
            _isHeard = false;
            return [.. Enumerable.Repeat(true, entries.Count)];
        }

        using var limit = sender.Limit(cancellationToken);
        var group = new Group(entries, new bool[entries.Count], limit, cancellationToken);
        var heard = await Task.WhenAll(
            Enumerable.Range(0, entries.Count)
                .GroupBy(index => entries[index].Kind, StringComparer.Ordinal)
                .Select(kind => PublishAsync(group, kind.Key, [.. kind])));
        _isHeard = heard.Contains(true);
        return group.Published;
    }

    /// <summary>Publishes events of one type; returns false if there are no subscribers.</summary>
    private async Task<bool> PublishAsync(Group group, string kind, int[] indexes)
    {
        var asked = 0;
        if (IsUnheard(kind))
        {
            if (!await TryPublishAsync(group, indexes[0], asks: true))
            {
                Array.ForEach(indexes, index => group.Published[index] = true);
                return false;
            }

            asked = 1;
        }

        var isHeard = await TryPublishAsync(group, indexes[asked..]);
        Note(kind, isHeard);
        return isHeard;
    }

    private bool IsUnheard(string kind)
    {
        lock (_lock)
        {
            return _unheard.Contains(kind);
        }
    }

    private void Note(string kind, bool isHeard)
    {
        lock (_lock)
        {
            _ = isHeard ? _unheard.Remove(kind) : _unheard.Add(kind);
        }
    }

    /// <summary>False when one came back.</summary>
    private async Task<bool> TryPublishAsync(Group group, int[] indexes)
    {
        var heard = await Task.WhenAll(Array.ConvertAll(indexes, index => TryPublishAsync(group, index, asks: false)));
        return !heard.Contains(false);
    }

    private async Task<bool> TryPublishAsync(Group group, int index, bool asks)
    {
        var entry = group.Entries[index];
        try
        {
            var isHeard = await SendAsync(group, entry, asks);
            group.Published[index] = true;
            return isHeard;
        }
        catch (Exception exception) when (!group.Cancellation.IsCancellationRequested)
        {
            Log.NotPublished(logger, entry.Id, exception.Message);
            return true;
        }
    }

    // Most entries are published by the process that made them, which need not read them back.
    private Task<bool> SendAsync(Group group, OutboxEntry entry, bool asks) => (entry.Event ?? Read(entry)) switch
    {
        MessageDelivered delivered => SendAsync(group, entry, delivered, asks),
        AttemptFailed failed => SendAsync(group, entry, failed, asks),
        MessageFailed failed => SendAsync(group, entry, failed, asks),
        MessageCanceled canceled => SendAsync(group, entry, canceled, asks),
        MessageAccepted accepted => SendAsync(group, entry, accepted, asks),
        WorkflowRunStarted started => SendAsync(group, entry, started, asks),
        WorkflowRunCompleted completed => SendAsync(group, entry, completed, asks),
        WorkflowRunFailed failed => SendAsync(group, entry, failed, asks),
        WorkflowRunCanceled canceled => SendAsync(group, entry, canceled, asks),
        var other => throw new NotSupportedException($"{other.GetType().Name} is no event of the outbox."),
    };

    private Task<bool> SendAsync<T>(Group group, OutboxEntry entry, T content, bool asks)
        where T : class =>
        asks ? probe.TryPublishAsync(content, entry.Payload, group.Limit.Token) : sender.TryPublishAsync(content, entry.Payload, group.Limit);

    private static object Read(OutboxEntry entry)
    {
        var payload = entry.Payload.Span;
        return entry.Kind switch
        {
            nameof(MessageDelivered) => JsonSerializer.Deserialize(payload, OutcomeJson.Default.MessageDelivered)!,
            nameof(AttemptFailed) => JsonSerializer.Deserialize(payload, OutcomeJson.Default.AttemptFailed)!,
            nameof(MessageFailed) => JsonSerializer.Deserialize(payload, OutcomeJson.Default.MessageFailed)!,
            nameof(MessageCanceled) => JsonSerializer.Deserialize(payload, OutcomeJson.Default.MessageCanceled)!,
            nameof(MessageAccepted) => JsonSerializer.Deserialize(payload, OutcomeJson.Default.MessageAccepted)!,
            nameof(WorkflowRunStarted) => JsonSerializer.Deserialize(payload, OutcomeJson.Default.WorkflowRunStarted)!,
            nameof(WorkflowRunCompleted) => JsonSerializer.Deserialize(payload, OutcomeJson.Default.WorkflowRunCompleted)!,
            nameof(WorkflowRunFailed) => JsonSerializer.Deserialize(payload, OutcomeJson.Default.WorkflowRunFailed)!,
            nameof(WorkflowRunCanceled) => JsonSerializer.Deserialize(payload, OutcomeJson.Default.WorkflowRunCanceled)!,
            _ => throw new NotSupportedException($"The outbox holds an event of unknown kind {entry.Kind}."),
        };
    }

    /// <param name="Entries">The events.</param>
    /// <param name="Published">Of each whether it is done.</param>
    /// <param name="Limit">Ends sending.</param>
    /// <param name="Cancellation">The caller no longer waits.</param>
    private sealed record Group(IReadOnlyList<OutboxEntry> Entries, bool[] Published, CancellationTokenSource Limit, CancellationToken Cancellation);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The event {Name} was not published: {Reason}")]
        public static partial void NotPublished(ILogger logger, string name, string reason);
    }
}
