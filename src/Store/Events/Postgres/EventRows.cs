using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Events.Postgres;

/// <summary>Writes history entries.</summary>
internal static class EventRows
{
    private const string Keys = "url_key, host_key, path_key, caller_ip_key, queue_key, topic_key, schedule_key, flow_key";

    private const string InsertCreated =
        $"""
        insert into event (message_id, time, state, next_delivery_at, {Keys})
        select id, time, {EventStateSql.Created}, next_delivery_at, facet_key(url, 0), facet_key(host, 0), facet_key(path, 0), facet_key(caller_ip, 0),
               facet_key(queue, 0), facet_key(topic, 0), facet_key(schedule, 0), facet_key(flow, 0)
        from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
                    $11::text[])
            as r(id, time, next_delivery_at, url, host, path, caller_ip, queue, topic, schedule, flow)
        """;

    private const string InsertLabels =
        $"""
        insert into event_label (label_key, time, event_id, message_id)
        select facet_key(r.label, 0), e.time, e.id, e.message_id
        from unnest($1::text[], $2::text[]) as r(id, label) join event e on e.message_id = r.id and e.state = {EventStateSql.Created}
        """;

    private const string InsertPlain =
        """
        insert into event (message_id, time, state, response_status, next_delivery_at)
        select * from unnest($1::text[], $2::bigint[], $3::smallint[], $4::integer[], $5::bigint[])
        """;

    // Entries with their own keys copy them from CREATED, whose state bits are 0, and set their state. Labels are copied likewise.
    private const string InsertFull =
        $"""
        with written as (
            insert into event (message_id, time, state, response_status, next_delivery_at, error, response_headers, response_body, {Keys})
            select r.id, r.time, r.state, r.status, r.next, r.error, r.headers, r.body,
                   c.url_key | r.state, c.host_key | r.state, c.path_key | r.state, c.caller_ip_key | r.state,
                   c.queue_key | r.state, c.topic_key | r.state, c.schedule_key | r.state, c.flow_key | r.state
            from unnest($1::text[], $2::bigint[], $3::smallint[], $4::integer[], $5::bigint[], $6::text[], $7::bytea[], $8::bytea[], $9::boolean[])
                with ordinality as r(id, time, state, status, next, error, headers, body, carries, position)
            left join lateral (select * from event where r.carries and message_id = r.id and state = {EventStateSql.Created} limit 1) c on true
            order by r.position
            returning id, message_id, time, state, url_key)
        insert into event_label (label_key, time, event_id, message_id)
        select l.label_key | w.state, w.time, w.id, w.message_id
        from written w join event_label l on l.message_id = w.message_id and l.label_key & 7 = 0
        where w.url_key is not null
        """;

    /// <summary>Adds the first entries of messages; their ids rise in the given order.</summary>
    public static void AddCreated(StatementBatch batch, AcceptItem[] items)
    {
        batch.Add(
            InsertCreated,
            Array.ConvertAll(items, item => item.Message.Id),
            Array.ConvertAll(items, item => item.CreatedAt),
            Array.ConvertAll(items, item => item.IsDueAtOnce ? (long?)null : item.NotBefore),
            Array.ConvertAll(items, item => item.Message.Spec.Url),
            Array.ConvertAll(items, item => EventFacets.HostOf(item.Message.Spec.Url)),
            Array.ConvertAll(items, item => EventFacets.PathOf(item.Message.Spec.Url)),
            Array.ConvertAll(items, item => item.Message.Spec.CallerIp),
            Array.ConvertAll(items, item => item.Message.Spec.QueueName),
            Array.ConvertAll(items, item => item.Message.Spec.TopicName),
            Array.ConvertAll(items, item => item.Message.Spec.ScheduleId),
            Array.ConvertAll(items, item => item.Message.Spec.FlowControl?.Key));
        AddLabels(batch, [.. items.SelectMany(item => item.Message.Spec.Labels.Distinct(StringComparer.Ordinal), (item, label) => (item.Message.Id, label))]);
    }

    /// <summary>Adds later entries; their ids rise in the given order.</summary>
    public static void Add(StatementBatch batch, IReadOnlyList<EventRow> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        var ids = Column(events, row => row.MessageId);
        var times = Column(events, row => row.Time);
        var states = Column(events, row => (short)row.State);
        var statuses = Column(events, row => row.ResponseStatus);
        var next = Column(events, row => row.NextDeliveryAt);
        if (events.Any(row => row.Carries || row.Error is not null || row.ResponseHeaders is not null))
        {
            var errors = Column(events, row => row.Error);
            var headers = Column(events, row => row.ResponseHeaders);
            var bodies = Column(events, row => row.ResponseBody?.ToArray());
            batch.Add(InsertFull, ids, times, states, statuses, next, errors, headers, bodies, Column(events, row => row.Carries));
        }
        else
        {
            batch.Add(InsertPlain, ids, times, states, statuses, next);
        }
    }

    private static void AddLabels(StatementBatch batch, (string Id, string Label)[] labels)
    {
        if (labels.Length > 0)
        {
            // The cast keeps the array a single value: otherwise it would be passed as the parameter list.
            batch.Add(InsertLabels, Array.ConvertAll(labels, row => row.Id), (object)Array.ConvertAll(labels, row => row.Label));
        }
    }

    private static T[] Column<T>(IReadOnlyList<EventRow> events, Func<EventRow, T> value) => [.. events.Select(value)];
}
