using BusQStash.Store.Delays.Postgres;
using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Events.Postgres;

namespace BusQStash.Store.Messages.Postgres;

/// <summary>Inserts accepted messages: row, payload, first history entry, and the due row of delayed messages outside a lane.</summary>
internal static class NewMessageRows
{
    private const string InsertMessages =
        """
        insert into message (id, state, created_at, not_before, queue_name, seq, lane_open, parent_id, origin, origin_number,
                             url, topic_name, schedule_id, caller_ip, flow_key, labels)
        select id, state, created_at, not_before, queue_name, seq, queue_name is not null, parent_id, $14, origin_number,
               url, topic_name, schedule_id, caller_ip, flow_key, labels
        from unnest($1::text[], $2::smallint[], $3::bigint[], $4::bigint[], $5::text[], $6::bigint[], $7::text[], $8::bigint[],
                    $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $15::text[])
            as r(id, state, created_at, not_before, queue_name, seq, parent_id, origin_number,
                 url, topic_name, schedule_id, caller_ip, flow_key, labels)
        """;

    private const string InsertPayloads =
        "insert into payload (message_id, spec, body) select * from unnest($1::text[], $2::bytea[], $3::bytea[])";

    public static void Add(StatementBatch batch, int origin, AcceptPlan plan)
    {
        (AcceptItem Item, AcceptOutcome Outcome)[] rows = [.. plan.Accepted];
        if (rows.Length == 0)
        {
            return;
        }

        AddMessages(batch, origin, rows);
        batch.Add(
            InsertPayloads,
            Column(rows, row => row.Item.Message.Id),
            Column(rows, row => row.Item.SpecJson),
            Column(rows, row => row.Item.Message.Body));
        EventRows.AddCreated(batch, Column(rows, row => row.Item));
        DueRows.AddMessages(batch, [.. plan.Due.Select(item => item.Message.Id)], [.. plan.Due.Select(item => item.NotBefore)]);
    }

    private static void AddMessages(StatementBatch batch, int origin, (AcceptItem Item, AcceptOutcome Outcome)[] rows) => batch.Add(
        InsertMessages,
        Column(rows, row => row.Item.Message.Id),
        Column(rows, row => (short)row.Item.State),
        Column(rows, row => row.Item.CreatedAt),
        Column(rows, row => row.Item.NotBefore),
        Column(rows, row => row.Item.Message.Spec.QueueName),
        Column(rows, row => row.Outcome.Seq),
        Column(rows, row => row.Item.ParentId),
        Column(rows, row => row.Outcome.OriginNumber),
        Column(rows, row => row.Item.Message.Spec.Url),
        Column(rows, row => row.Item.Message.Spec.TopicName),
        Column(rows, row => row.Item.Message.Spec.ScheduleId),
        Column(rows, row => row.Item.Message.Spec.CallerIp),
        Column(rows, row => row.Item.Message.Spec.FlowControl?.Key),
        origin,
        Column(rows, row => row.Item.Labels));

    private static T[] Column<T>((AcceptItem Item, AcceptOutcome Outcome)[] rows, Func<(AcceptItem Item, AcceptOutcome Outcome), T> value) =>
        Array.ConvertAll(rows, row => value(row));
}
