using BusQStash.Store.Engines.Postgres;

namespace BusQStash.Store.Messages.Postgres;

/// <summary>
/// Optimistic write for successful first attempts. Almost always, the rows of a message are unchanged since its creation and need not be read. One batch therefore checks
/// that the rows are unchanged and writes the results, in one round trip. If a row has changed, the check raises <see cref="RowsChanged"/> and nothing is written.
/// </summary>
internal sealed class OptimisticSettle
{
    /// <summary>SQLSTATE of a failed check: a row has changed since its creation, and the transaction was rolled back.</summary>
    public const string RowsChanged = "BQ001";

    // Lock order, as everywhere: lanes before messages, each sorted; locks are held to the end of the transaction.
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

    private OptimisticSettle(IReadOnlyList<SettleItem> items, Dictionary<string, long> epochs)
    {
        _items = items;
        _epochs = epochs;
    }

    /// <summary>The optimistic write of these settlements; <see langword="null"/> if one of them is not eligible, or two carry different epochs of a lane.</summary>
    public static OptimisticSettle? Of(IReadOnlyList<SettleItem> items)
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

        return new OptimisticSettle(items, epochs);
    }

    /// <summary>A plan based on the expected rows; adds the statements that check them to the batch.</summary>
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

    // The sequence number, due time and claim of a delivered message do not affect the plan.
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
