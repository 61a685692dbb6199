using BusQStash.Contracts.Messages;
using BusQStash.Store.Events;
using BusQStash.Store.Outbox;
using BusQStash.Store.Queues;

namespace BusQStash.Store.Messages;

/// <summary>
/// Decides what canceling a group of messages changes. The transaction holds the locks of the messages and of their parents (the messages whose callbacks they are), so the
/// decision stays valid until it commits.
/// </summary>
internal sealed class CancelPlan(IReadOnlyList<CancelItem> items, IReadOnlyDictionary<string, HeldMessage> held)
{
    private readonly List<int> _written = [];
    private readonly List<EventRow> _events = [];
    private readonly string?[] _queueNames = new string?[items.Count];

    /// <summary>Messages that are canceled now.</summary>
    public IEnumerable<CancelItem> Written => _written.Select(i => items[i]);

    /// <summary>Lanes that must read the ledger again.</summary>
    public LaneWakes Wakes { get; } = new();

    /// <summary>Rows to write back.</summary>
    public IEnumerable<HeldMessage> Changed => held.Values.Where(message => message.Changed);

    /// <summary>Canceled unordered messages, whose due rows are deleted.</summary>
    public IReadOnlyList<CancelItem> Unordered => [.. Written.Where(item => !held[item.MessageId].IsOrdered)];

    /// <summary>Canceled messages with a flow-control key: they leave its line. An attempt in flight releases its permit when it ends.</summary>
    public IReadOnlyList<string> Flowing => [.. Written.Select(item => item.MessageId).Where(id => held[id].FlowKey is not null)];

    /// <summary>Their history entries.</summary>
    public IReadOnlyList<EventRow> Events => _events;

    public void Decide()
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (held.TryGetValue(items[i].MessageId, out var message) && !message.IsFinal)
            {
                _written.Add(i);
                var now = items[i].Now.ToUnixTimeMilliseconds();
                message.Cancel(now);
                _events.Add(message.Stamp(new EventRow(message.Id, now, EventState.CancelRequested)));
                _events.Add(message.Stamp(new EventRow(message.Id, now, EventState.Canceled)));
                Mark(message, i);
            }
        }
    }

    /// <summary>Answers every item, given the specs of the canceled messages and the shards of the queues in <see cref="Wakes"/>.</summary>
    public IReadOnlyList<CanceledMessage?> Conclude(
        IReadOnlyDictionary<string, MessageSpec> specs, IReadOnlyDictionary<string, int?> shards)
    {
        var results = new CanceledMessage?[items.Count];
        foreach (var i in _written)
        {
            var (id, now) = items[i];
            var createdAt = DateTimeOffset.FromUnixTimeMilliseconds(held[id].CreatedAt);
            var announcement = OutcomeEvents.Canceled(id, specs[id], createdAt, now);
            var queueName = _queueNames[i];
            results[i] = new CanceledMessage(id, queueName, queueName is null ? null : shards.GetValueOrDefault(queueName), announcement);
        }

        return results;
    }

    private void Mark(HeldMessage message, int i)
    {
        if (message.QueueName is { } own)
        {
            message.TryLeaveLane();
            Wakes.Add(own, message.Seq);
            _queueNames[i] = own;
        }

        if (message.ParentId is { } parentId && held.TryGetValue(parentId, out var parent))
        {
            parent.CallbackEnded();
            if (parent.TryLeaveLane() && parent.QueueName is { } parentQueue)
            {
                Wakes.Add(parentQueue);
                _queueNames[i] ??= parentQueue;
            }
        }
    }
}
