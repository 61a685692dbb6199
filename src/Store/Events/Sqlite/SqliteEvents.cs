using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Events.Sqlite;

/// <summary>Writes the history of messages.</summary>
internal static class SqliteEvents
{
    private const string Keys = "url_key, host_key, path_key, caller_ip_key, queue_key, topic_key, schedule_key, flow_key";

    /// <summary>Writes the first entry, with the facet keys of its message.</summary>
    public static void WriteCreated(SqliteSession session, AcceptItem item)
    {
        var spec = item.Message.Spec;
        var id = session.Number(
            $"""
            insert into event (message_id, time, state, next_delivery_at, {Keys})
            values (@id, @time, {EventStateSql.Created}, @nextDeliveryAt, @url, @host, @path, @callerIp, @queue, @topic, @schedule, @flow)
            returning id
            """,
            item.Message.Id,
            item.CreatedAt,
            item.IsDueAtOnce ? null : item.NotBefore,
            KeyOf(spec.Url),
            KeyOf(EventFacets.HostOf(spec.Url)),
            KeyOf(EventFacets.PathOf(spec.Url)),
            KeyOf(spec.CallerIp),
            KeyOf(spec.QueueName),
            KeyOf(spec.TopicName),
            KeyOf(spec.ScheduleId),
            KeyOf(spec.FlowControl?.Key));
        foreach (var label in spec.Labels.Distinct(StringComparer.Ordinal))
        {
            session.Execute(
                "insert into event_label (label_key, time, event_id, message_id) values (@label, @time, @id, @messageId)",
                KeyOf(label),
                item.CreatedAt,
                id,
                item.Message.Id);
        }
    }

    /// <summary>Writes later entries. Those with their own keys copy them from the first entry, whose state bits are 0, and set their state.</summary>
    public static void Write(SqliteSession session, IEnumerable<EventRow> events)
    {
        foreach (var entry in events)
        {
            if (!entry.Carries)
            {
                WritePlain(session, entry);
                continue;
            }

            var id = session.Number(
                $"""
                insert into event (message_id, time, state, error, response_status, response_headers, response_body, next_delivery_at, {Keys})
                select @id, @time, @state, @error, @status, @headers, @body, @nextDeliveryAt,
                       c.url_key | @state, c.host_key | @state, c.path_key | @state, c.caller_ip_key | @state,
                       c.queue_key | @state, c.topic_key | @state, c.schedule_key | @state, c.flow_key | @state
                from (select 1) left join event c on c.message_id = @id and c.state = {EventStateSql.Created}
                returning id
                """,
                entry.MessageId,
                entry.Time,
                entry.State,
                entry.Error,
                entry.ResponseStatus,
                entry.ResponseHeaders,
                entry.ResponseBody,
                entry.NextDeliveryAt);
            CopyLabels(session, entry, id);
        }
    }

    private static void WritePlain(SqliteSession session, EventRow entry) => session.Execute(
        """
        insert into event (message_id, time, state, error, response_status, response_headers, response_body, next_delivery_at)
        values (@id, @time, @state, @error, @status, @headers, @body, @nextDeliveryAt)
        """,
        entry.MessageId,
        entry.Time,
        entry.State,
        entry.Error,
        entry.ResponseStatus,
        entry.ResponseHeaders,
        entry.ResponseBody,
        entry.NextDeliveryAt);

    private static long? KeyOf(string? value) => SqliteFunctions.KeyOf(value, 0);

    private static void CopyLabels(SqliteSession session, EventRow entry, long? id) => session.Execute(
        """
        insert into event_label (label_key, time, event_id, message_id)
        select l.label_key | @state, @time, @id, l.message_id from event_label l where l.message_id = @messageId and l.label_key & 7 = 0
        """,
        entry.State,
        entry.Time,
        id,
        entry.MessageId);
}
