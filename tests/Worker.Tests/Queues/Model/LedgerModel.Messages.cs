using BusQStash.Store.Messages;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <content>Messages: accept, settle, cancel.</content>
internal sealed partial class LedgerModel
{
    public (ModelMessage Message, AcceptOutcome Outcome) Accept(NewMessage content, string? parentId, Behaviour behaviour, int? shard = null)
    {
        if (_messages.TryGetValue(content.Id, out var known))
        {
            return (known, AcceptOutcome.DuplicateOf(content, content.Id));
        }

        var item = AcceptItem.From(content, parentId);
        var queue = content.Spec.QueueName is { } name ? EnsureQueue(name, shard) : null;
        var message = new ModelMessage(content, RowOf(item, queue?.NextSeq ?? 0), queue, behaviour);
        _messages.Add(content.Id, message);
        if (queue is null)
        {
            return (message, new AcceptOutcome(content, content.Id, false, 0, null, 1));
        }

        queue.Messages.Add(queue.NextSeq++, message);
        _ordered.Add(message);
        return (message, new AcceptOutcome(content, content.Id, false, message.Row.Seq, queue.Shard, 0) { Signal = queue.Signal });
    }

    public SettleOutcome Settle(AttemptSettlement settlement)
    {
        var epochs = settlement.Lane is { } lane && _leases.TryGetValue(lane.QueueName, out var lease)
            ? new Dictionary<string, long> { [lane.QueueName] = lease.Epoch }
            : [];
        var message = _messages[settlement.MessageId];
        var (wasFinal, attempts) = (message.Row.IsFinal, message.Row.Attempts);
        var plan = new SettlePlan([SettleItem.From(settlement)], epochs, HeldWithParents([message]));
        plan.Decide();
        var callbacks = plan.Callbacks.Select(callback => AcceptCallback(message, callback)).ToArray();
        var outcome = plan.Conclude(callbacks)[0];
        if (outcome.Status == SettleStatus.Settled)
        {
            world.Rules.Settled(message, settlement, wasFinal, attempts, CurrentEpoch(message.Queue?.Name ?? ""));
            message.Ends += message.Row.IsFinal ? 1 : 0;
            Wake(plan.Wakes);
        }

        return outcome;
    }

    public IReadOnlyList<CanceledMessage> Cancel(IReadOnlyList<ModelMessage> messages)
    {
        var plan = new CancelPlan([.. messages.Select(message => new CancelItem(message.Row.Id, world.Clock.Now))], HeldWithParents(messages));
        plan.Decide();
        foreach (var message in plan.Written.Select(item => _messages[item.MessageId]))
        {
            message.CanceledAt = world.Clock.Elapsed;
            message.Ends++;
        }

        Wake(plan.Wakes);
        var specs = messages.ToDictionary(message => message.Row.Id, message => message.Content.Spec, StringComparer.Ordinal);
        return [.. plan.Conclude(specs, new Dictionary<string, int?>()).OfType<CanceledMessage>()];
    }

    public bool RunNow(ModelMessage message)
    {
        var ahead = message.Queue!.Open.Count(other => other.Row.Seq < message.Row.Seq);
        if (RunNowPlan.Decide(message.Row, ahead, message.Queue.Parallelism, world.Clock.NowMs) != RunNowStatus.DueNow)
        {
            return false;
        }

        Wake(message.Queue.Name, 0);
        return true;
    }

    /// <summary>How long it may take at most until all messages are final, when one is attempted after the other.</summary>
    public TimeSpan LongestRest() => _ordered.Where(message => !message.Row.IsFinal || message.Row.LaneOpen)
        .Aggregate(TimeSpan.Zero, (sum, message) => sum + LongestLife(message));

    // Its delay, its attempts with the longest backoff, a callback after each, for which a lane that hears nothing is parked, and a moment for commands and news in between.
    private TimeSpan LongestLife(ModelMessage message) =>
        (message.NotBefore > world.Clock.Now ? message.NotBefore - world.Clock.Now : TimeSpan.Zero)
        + ((message.Content.Spec.MaxRetries + 1) * (message.Behaviour.Duration + TimeSpan.FromSeconds(message.Content.Spec.Callback is null ? 3.5 : 7.5)));

    private AcceptOutcome AcceptCallback(ModelMessage parent, AcceptItem callback)
    {
        var (message, outcome) = Accept(callback.Message, callback.ParentId, Behaviour.Fine);
        if (!outcome.Deduplicated)
        {
            var ofFailure = callback.Message.Spec.Url == World.FailureCallbackUrl;
            parent.FailureCallbacks += ofFailure ? 1 : 0;
            parent.Callbacks += ofFailure ? 0 : 1;
            world.Deliver(message);
        }

        return outcome;
    }

    private Dictionary<string, HeldMessage> HeldWithParents(IEnumerable<ModelMessage> messages)
    {
        var held = new Dictionary<string, HeldMessage>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            held[message.Row.Id] = message.Row;
            if (message.Row.ParentId is { } parentId)
            {
                held[parentId] = _messages[parentId].Row;
            }
        }

        return held;
    }

    private static HeldMessage RowOf(AcceptItem item, long seq) => new()
    {
        Id = item.Message.Id,
        State = item.State,
        Attempts = 0,
        QueueName = item.Message.Spec.QueueName,
        Seq = seq,
        LaneOpen = item.IsOrdered,
        OpenCallbacks = 0,
        ParentId = item.ParentId,
        ClaimedBy = null,
        CreatedAt = item.CreatedAt,
        NotBefore = item.NotBefore,
        FinishedAt = null,
        LastEventAt = 0,
        FlowKey = null,
    };
}
