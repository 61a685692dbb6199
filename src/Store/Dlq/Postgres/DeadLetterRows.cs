using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Events;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Dlq.Postgres;

/// <summary>Writes dead letters with their facet keys, which are those of the message's first history entry.</summary>
internal static class DeadLetterRows
{
    private const string Insert =
        $"""
        insert into dead_letter (dlq_id, message_id, failed_at, error, response_status, response_headers, response_body, response_truncated,
                                 url_key, caller_ip_key, queue_key, topic_key, schedule_key, flow_key)
        select r.*, c.url_key, c.caller_ip_key, c.queue_key, c.topic_key, c.schedule_key, c.flow_key
        from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::integer[], $6::bytea[], $7::bytea[], $8::boolean[]) as r(id, message_id)
        left join lateral (select * from event where message_id = r.message_id and state = {EventStateSql.Created} limit 1) c on true
        on conflict (dlq_id) do nothing
        """;

    private const string InsertLabels =
        """
        insert into dead_letter_label (label_key, failed_at, dlq_id)
        select l.label_key, d.failed_at, d.dlq_id
        from dead_letter d join event_label l on l.message_id = d.message_id and l.label_key & 7 = 0
        where d.dlq_id = any($1)
        on conflict do nothing
        """;

    public static void Add(StatementBatch batch, IEnumerable<SettleItem> settled)
    {
        SettleItem[] failed = [.. settled.Where(item => item.Settlement.DlqId is not null)];
        if (failed.Length > 0)
        {
            batch.Add(
                Insert,
                Array.ConvertAll(failed, item => item.Settlement.DlqId!),
                Array.ConvertAll(failed, item => item.Settlement.MessageId),
                Array.ConvertAll(failed, item => item.FinishedAt),
                Array.ConvertAll(failed, item => item.Settlement.Error),
                Array.ConvertAll(failed, item => item.Settlement.Response?.Status),
                Array.ConvertAll(failed, item => item.ResponseHeaders),
                Array.ConvertAll(failed, item => item.Settlement.Response?.Body.ToArray()),
                Array.ConvertAll(failed, item => item.Settlement.Response?.Truncated ?? false));
            batch.Add(InsertLabels, Array.ConvertAll(failed, item => item.Settlement.DlqId!));
        }
    }
}
