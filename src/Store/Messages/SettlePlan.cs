using BusQStash.Store.Events;
using BusQStash.Store.Queues;

namespace BusQStash.Store.Messages;

/// <summary>
/// Decides what a group of settlements changes. The transaction holds the locks of the lanes, the messages and their parents, so the decision stays valid until it commits.
/// </summary>
/// <remarks>
/// <para>(1) <see cref="Decide"/> refuses stale settlements and updates the other messages.</para>
/// <para>(2) The transaction accepts <see cref="Callbacks"/>.</para>
/// <para>(3) <see cref="Conclude"/> counts open callbacks and releases places in lanes.</para>
/// </remarks>
internal sealed class SettlePlan(
    IReadOnlyList<SettleItem> items,
    IReadOnlyDictionary<string, long> epochs,
    IReadOnlyDictionary<string, HeldMessage> held)
{
    private readonly SettleStatus[] _statuses = new SettleStatus[items.Count];
    private readonly List<int> _written = [];
    private readonly List<EventRow> _events = [];

    /// <summary>Settlements that are written.</summary>
    public IEnumerable<SettleItem> Written => _written.Select(i => items[i]);

    /// <summary>Their history entries.</summary>
    public IReadOnlyList<EventRow> Events => _events;

    /// <summary>Callbacks of the settlements that are written.</summary>
    public IReadOnlyList<AcceptItem> Callbacks => [.. Written.SelectMany(item => item.Callbacks)];

    /// <summary>Lanes whose head no longer waits for a callback.</summary>
    public LaneWakes Wakes { get; } = new();

    /// <summary>Rows to write back.</summary>
    public IEnumerable<HeldMessage> Changed => held.Values.Where(message => message.Changed);

    /// <summary>Messages with a flow-control key whose attempt has ended: their permits are released.</summary>
    public IEnumerable<HeldMessage> Flowing => Written.Select(MessageOf).Where(message => message.FlowKey is not null);

    /// <summary>Unordered messages that wait for a retry.</summary>
    public IEnumerable<SettleItem> DueAgain => Written.Where(item => item.IsRetry && !MessageOf(item).IsOrdered);

    public void Decide()
    {
        for (var i = 0; i < items.Count; i++)
        {
            _statuses[i] = StatusOf(items[i].Settlement);
            if (_statuses[i] == SettleStatus.Settled)
            {
                _written.Add(i);
                Apply(items[i]);
            }
        }
    }

    /// <summary>Answers every settlement, given the results of accepting <see cref="Callbacks"/>.</summary>
    public IReadOnlyList<SettleOutcome> Conclude(IReadOnlyList<AcceptOutcome> callbacks)
    {
        var shares = ShareOut(callbacks);
        foreach (var i in _written)
        {
            // A duplicate callback was counted when it was first accepted.
            if (items[i].Settlement.AwaitsCallbacks)
            {
                MessageOf(items[i]).AddCallbacks(shares[i]!.Count(outcome => !outcome.Deduplicated));
            }
        }

        foreach (var i in _written)
        {
            if (MessageOf(items[i]).IsFinal)
            {
                ParentOf(items[i])?.CallbackEnded();
            }
        }

        var left = held.Values.Where(message => message.TryLeaveLane()).Select(message => message.Id).ToHashSet(StringComparer.Ordinal);
        return [.. items.Select((item, i) => OutcomeOf(item, _statuses[i], shares[i], left))];
    }

    private SettleStatus StatusOf(AttemptSettlement settlement)
    {
        if (settlement.Lane is { } lane && !(epochs.TryGetValue(lane.QueueName, out var epoch) && epoch == lane.Epoch))
        {
            return SettleStatus.Fenced;
        }

        if (!held.TryGetValue(settlement.MessageId, out var message) || !message.AwaitsAttempt(settlement.Attempt))
        {
            return SettleStatus.Superseded;
        }

        // An epoch of another lane, or no epoch, does not permit writing this message.
        return message.QueueName == settlement.Lane?.QueueName ? SettleStatus.Settled : SettleStatus.Fenced;
    }

    private void Apply(SettleItem item)
    {
        if (item.IsRetry)
        {
            MessageOf(item).RetryAt(item.NextAttemptAt ?? item.FinishedAt);
        }
        else if (item.Settlement.NextState == MessageState.Canceled)
        {
            // No request was sent, so no attempt is counted.
            MessageOf(item).Cancel(item.FinishedAt);
        }
        else
        {
            MessageOf(item).FinishAttempt(item.Settlement.NextState, item.FinishedAt);
        }

        _events.AddRange(item.Events().Select(MessageOf(item).Stamp));
    }

    private IReadOnlyList<AcceptOutcome>?[] ShareOut(IReadOnlyList<AcceptOutcome> callbacks)
    {
        var shares = new IReadOnlyList<AcceptOutcome>?[items.Count];
        var next = 0;
        foreach (var i in _written)
        {
            var count = items[i].Callbacks.Count;
            shares[i] = [.. callbacks.Skip(next).Take(count)];
            next += count;
        }

        return shares;
    }

    private SettleOutcome OutcomeOf(SettleItem item, SettleStatus status, IReadOnlyList<AcceptOutcome>? callbacks, HashSet<string> left)
    {
        if (status != SettleStatus.Settled)
        {
            return status == SettleStatus.Fenced ? SettleOutcome.Fenced : SettleOutcome.Superseded;
        }

        var message = MessageOf(item);
        LaneMessage? freed = null;
        if (message.IsFinal && ParentOf(item) is { QueueName: { } queueName } parent && left.Contains(parent.Id))
        {
            freed = new LaneMessage(queueName, parent.Id);
            Wakes.Add(queueName);
        }

        return new SettleOutcome(status, callbacks!, message is { IsOrdered: true, IsFinal: true, LaneOpen: false }, freed);
    }

    private HeldMessage MessageOf(SettleItem item) => held[item.Settlement.MessageId];

    private HeldMessage? ParentOf(SettleItem item) =>
        MessageOf(item).ParentId is { } parentId ? held.GetValueOrDefault(parentId) : null;
}
