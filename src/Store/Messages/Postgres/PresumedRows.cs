using BusQStash.Store.Engines.Postgres;

namespace BusQStash.Store.Messages.Postgres;

/// <summary>
/// The rows a group of settlements will find if nothing has happened to its messages since they were created, which holds for almost every delivery: then there is
/// nothing to read, and the group is written in one round trip, together with the question whether it holds.
/// </summary>
internal sealed class PresumedRows
{
    /// <summary>SQLSTATE of a presumption that was wrong: the transaction has changed nothing.</summary>
    public const string Refuted = "BQ001";

    // As everywhere: lanes before messages, each in their order, and locked to the end of the transaction.
    private const string CheckLanes =
        """
        select presume(count(*) = cardinality($1))
        from (select 1
              from lane l join unnest($1::text[], $2::bigint[]) as r(name, epoch) on l.name = r.name
              where l.epoch = r.epoch
              order by l.name
              for share of l) held
        """;

    private const string CheckMessages =
        $"""
        select presume(count(*) = cardinality($1))
        from (select 1
              from message m join unnest($1::text[], $2::bigint[], $3::text[]) as r(id, created_at, queue_name) on m.id = r.id
              where m.state < {MessageStateSql.FirstFinal} and m.attempts = 0 and m.last_event_at = 0 and m.open_callbacks = 0 and m.created_at = r.created_at
                and m.queue_name is not distinct from r.queue_name and m.lane_open = (r.queue_name is not null)
                and m.parent_id is null and m.flow_key is null
              order by m.id
              for no key update of m) held
        """;

    private readonly IReadOnlyList<SettleItem> _items;
    private readonly Dictionary<string, long> _epochs;

    private PresumedRows(IReadOnlyList<SettleItem> items, Dictionary<string, long> epochs)
    {
        _items = items;
        _epochs = epochs;
    }

    /// <summary>What the settlements presume together; <see langword="null"/> when one of them does not, or two contradict each other.</summary>
    public static PresumedRows? Of(IReadOnlyList<SettleItem> items)
    {
        var epochs = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (item is not { Settlement: { UntouchedSince: not null, Attempt: 0, NextState: MessageState.Delivered }, Callbacks: [] })
            {
                return null;
            }

            if (item.Settlement.Lane is { } lane && !epochs.TryAdd(lane.QueueName, lane.Epoch) && epochs[lane.QueueName] != lane.Epoch)
            {
                return null;
            }
        }

        return new PresumedRows(items, epochs);
    }

    /// <summary>A plan made on these rows, and the statements that refuse it if they are not so.</summary>
    public SettlePlan Plan(StatementBatch batch)
    {
        var held = new Dictionary<string, HeldMessage>(StringComparer.Ordinal);
        foreach (var item in _items)
        {
            held.TryAdd(item.Settlement.MessageId, Untouched(item.Settlement));
        }

        if (_epochs.Count > 0)
        {
            batch.Add(CheckLanes, _epochs.Keys.ToArray(), _epochs.Values.ToArray());
        }

        HeldMessage[] rows = [.. held.Values];
        batch.Add(
            CheckMessages,
            Array.ConvertAll(rows, row => row.Id),
            Array.ConvertAll(rows, row => row.CreatedAt),
            Array.ConvertAll(rows, row => row.QueueName));
        return new SettlePlan(_items, _epochs, held);
    }

    // Its sequence number, when it was due and who claimed it make no difference to a message that is done.
    private static HeldMessage Untouched(AttemptSettlement settlement)
    {
        var createdAt = settlement.UntouchedSince!.Value.ToUnixTimeMilliseconds();
        return new HeldMessage
        {
            Id = settlement.MessageId,
            State = MessageState.Ready,
            Attempts = 0,
            QueueName = settlement.Lane?.QueueName,
            Seq = 0,
            LaneOpen = settlement.Lane is not null,
            OpenCallbacks = 0,
            ParentId = null,
            ClaimedBy = null,
            CreatedAt = createdAt,
            NotBefore = createdAt,
            FinishedAt = null,
            LastEventAt = 0,
            FlowKey = null,
        };
    }
}
