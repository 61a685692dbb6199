using BusQStash.Store.Messages;

namespace BusQStash.Store.Postgres.Messages;

/// <summary>Writes dead letters.</summary>
internal static class DeadLetterRows
{
    private const string Insert =
        """
        insert into dead_letter (dlq_id, message_id, failed_at, error, response_status, response_headers, response_body, response_truncated)
        select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::integer[], $6::bytea[], $7::bytea[], $8::boolean[])
        on conflict (dlq_id) do nothing
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
        }
    }
}
