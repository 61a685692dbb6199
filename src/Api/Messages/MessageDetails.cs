using BusQStash.Api.Events;
using BusQStash.Api.Queues;
using BusQStash.Api.Workflows;
using BusQStash.Rules.Callbacks;
using BusQStash.Rules.Retries;
using BusQStash.Rules.Tracing;
using BusQStash.Store.Dlq;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Store.Sql;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Messages;

/// <summary>Gathers everything known about a message.</summary>
internal sealed class MessageDetails(
    IMessageViews messages,
    IQueueViews queues,
    IInstanceDetails instances,
    [FromKeyedServices(ReadPool.Key)] IDeadLetters deadLetters,
    IOptions<RetryOptions> retries)
{
    /// <summary>An attempt writes at most three entries.</summary>
    private const int MostEntries = 500;

    /// <summary>Callbacks are looked up for the latest attempts only.</summary>
    private const int MostCallbackAttempts = 50;

    internal async Task<MessageDetail?> FindAsync(string messageId, CancellationToken cancellationToken)
    {
        if (await messages.FindAsync([messageId], cancellationToken) is not [var message]
            || await messages.FindStoredAsync(messageId, cancellationToken) is not { } stored)
        {
            return null;
        }

        var entries = await messages.ListHistoryAsync(messageId, MostEntries, cancellationToken);
        var processes = await instances.ListAsync(cancellationToken);
        var running = message.IsFinal ? null : processes.FindRunning(messageId)?.Attempt;
        var situation = await WithSurroundingsAsync(
            new MessageSituation
            {
                Message = message,
                Stored = stored,
                Attempts = AttemptHistory.Of(stored, entries, running),
                Processes = processes,
            },
            cancellationToken);
        return Shown(situation, entries, await RelationsAsync(situation, cancellationToken));
    }

    private async Task<MessageSituation> WithSurroundingsAsync(MessageSituation situation, CancellationToken cancellationToken)
    {
        var message = situation.Message;
        if (message.IsFinal)
        {
            var letters = message.State == MessageState.Failed
                ? await deadLetters.ListAsync(new DlqQuery { MessageIds = [message.Id], Count = 1 }, cancellationToken)
                : [];
            return letters is [var letter] ? situation with { DeadLetter = (letter.Key.DlqId, letter.Key.FailedAt) } : situation;
        }

        return situation with
        {
            Queue = message.QueueName is { } name ? await queues.FindAsync(name, cancellationToken) : null,
            Around = message.QueueName is { } queue ? await messages.CountAroundAsync(queue, message.Seq, QueueLimits.Counted, cancellationToken) : default,
            Line = message.FlowKey is null ? null : await messages.FindLineAsync(message.Id, cancellationToken),
        };
    }

    private MessageDetail Shown(MessageSituation situation, IReadOnlyList<HistoryEntry> entries, MessageRelations relations)
    {
        var (message, stored) = (situation.Message, situation.Stored);
        var nextAt = situation.IsRunning || message.IsFinal || message.NotBefore <= situation.Processes.Now ? (long?)null : message.NotBefore;
        return new MessageDetail
        {
            MessageId = message.Id,
            State = MessageWords.Of(message, situation.Processes.Now, situation.IsRunning),
            CreatedAt = message.CreatedAt,
            NextAt = nextAt,
            FinishedAt = message.FinishedAt,
            Message = MessageResource.Of(stored with { Body = ReadOnlyMemory<byte>.Empty }),
            BodyBytes = stored.Body.Length,
            BodyRedacted = Redacted.HidesBody(stored.Spec),
            TraceId = Traces.ContextOf(stored.Spec) is { TraceId: var trace } && trace != default ? trace.ToHexString() : null,
            Verdict = Verdicts.Of(situation),
            Attempts = situation.Attempts,
            Timetable = message.IsFinal
                ? []
                : AttemptHistory.Planned(
                    stored,
                    message.Attempts,
                    Math.Max(message.NotBefore, situation.Processes.Now),
                    situation.IsRunning,
                    retries.Value.FactorOf(isWorkflow: stored.Spec.Workflow is not null)),
            Relations = relations,
            Entries = [.. entries.Select(entry => new MessageEntry(entry.Time, EventStates.NameOf(entry.State), entry.Status, entry.Error, entry.NextAt))],
        };
    }

    private async Task<MessageRelations> RelationsAsync(MessageSituation situation, CancellationToken cancellationToken)
    {
        var (message, spec) = (situation.Message, situation.Stored.Spec);
        var callbacks = CallbacksOf(situation);
        List<string> ids = [.. callbacks.Select(callback => callback.Id)];
        if (spec.SourceMessageId is { } source)
        {
            ids.Add(source);
        }

        var states = await messages.FindRelatedAsync(message, spec.Workflow?.RunKey, cancellationToken);
        var found = (await messages.FindAsync(ids, cancellationToken)).ToDictionary(other => other.Id, StringComparer.Ordinal);
        List<RelatedMessage> shown = [.. callbacks.Where(callback => found.ContainsKey(callback.Id)).Select(callback => Related(callback.Id, callback.Kind))];
        return new MessageRelations
        {
            Queue = message.QueueName is null ? null : QueueOf(situation, message.QueueName),
            FlowControl = message.FlowKey is { } key ? RelatedFlowKey.Of(key, situation.Line?.Place, states.FlowKey) : null,
            Schedule = message.ScheduleId is { } schedule ? RelatedSchedule.Of(schedule, states.Schedule) : null,
            Group = message.TopicName is { } topic ? new RelatedGroup(topic, spec.EndpointName, states.Endpoints) : null,
            Run = spec.Workflow is { } workflow
                ? new RelatedRun(workflow.RunId, workflow.CreatedAt, states.Run is { } state ? RunStates.TextOf(state) : null)
                : null,
            Parent = spec.SourceMessageId is { } parent ? Related(parent, null) : null,
            Callbacks = shown.Count == 0 ? null : shown,
            DeadLetter = situation.DeadLetter is { } letter ? new RelatedDeadLetter(letter.DlqId, letter.FailedAt) : null,
        };

        RelatedMessage Related(string id, string? kind) => found.GetValueOrDefault(id) is { } other
            ? new RelatedMessage(id, MessageRow.Of(other, situation.Processes).State, other.Url, kind)
            : new RelatedMessage(id, null, null, kind);
    }

    private static RelatedQueue QueueOf(MessageSituation situation, string name) => situation.Message.IsFinal
        ? new RelatedQueue(name, null, null, null)
        : new RelatedQueue(
            name,
            situation.Around.Before + 1,
            situation.Around.Behind,
            situation.Queue is { } queue ? StandingResource.Of(queue.Standing) : null);

    private static List<(string Id, string Kind)> CallbacksOf(MessageSituation situation)
    {
        var (message, spec) = (situation.Message, situation.Stored.Spec);
        List<(string, string)> ids = [];
        for (var attempt = Math.Max(0, message.Attempts - MostCallbackAttempts); attempt < message.Attempts && spec.Callback is not null; attempt++)
        {
            ids.Add((CallbackIds.OfAttempt(message.Id, attempt), "callback"));
        }

        if (spec.FailureCallback is not null && message.State == MessageState.Failed)
        {
            ids.Add((CallbackIds.OfFailure(message.Id, message.Attempts - 1), "failureCallback"));
        }

        return ids;
    }
}
