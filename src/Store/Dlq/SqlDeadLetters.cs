using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Dlq;

/// <summary>Reads dead letters, in SQL that both engines understand.</summary>
internal sealed class SqlDeadLetters(IConnectionSource connections) : IDeadLetters
{
    private const string Select = $"""
        select {DeadLetterRow.Columns}, {StoredMessageRow.Columns}
        from dead_letter d join message m on m.id = d.message_id join payload p on p.message_id = m.id
        """;

    public async Task<IReadOnlyList<DeadLetter>> ListAsync(DlqQuery query, CancellationToken cancellationToken)
    {
        if (query.FromWorkflow)
        {
            return [];
        }

        var filter = new KeysetFilter()
            .In("d.dlq_id", "dlqIds", query.DlqIds)
            .In("d.message_id", "messageIds", query.MessageIds)
            .In("m.url", "urls", query.Urls)
            .In("m.queue_name", "queueNames", query.QueueNames)
            .In("m.topic_name", "topicNames", query.TopicNames)
            .In("m.schedule_id", "scheduleIds", query.ScheduleIds)
            .In("m.flow_key", "flowKeys", query.FlowControlKeys)
            .In("m.caller_ip", "callerIps", query.CallerIps)
            .In("coalesce(d.response_status, 0)", "statuses", query.ResponseStatuses)
            .HasLabel(query.Labels)
            .If("d.failed_at >= @fromTime", "fromTime", query.From?.ToUnixTimeMilliseconds())
            .If("d.failed_at <= @toTime", "toTime", query.To?.ToUnixTimeMilliseconds())
            .After("d.failed_at", "d.dlq_id", query.LatestFirst, query.After);
        filter.Parameters.Add("count", query.Count);

        var order = query.LatestFirst ? "desc" : "asc";
        return await ReadAsync(
            $"{Select} {filter.Where} order by d.failed_at {order}, d.dlq_id {order} limit @count",
            filter.Parameters,
            cancellationToken);
    }

    public async Task<DeadLetter?> FindAsync(string dlqId, CancellationToken cancellationToken) =>
        (await ReadAsync($"{Select} where d.dlq_id = @dlqId", new { dlqId }, cancellationToken)).SingleOrDefault();

    private async Task<List<DeadLetter>> ReadAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<DeadLetterRow, StoredMessageRow, DeadLetter>(
            new CommandDefinition(sql, parameters, cancellationToken: cancellationToken),
            static (entry, message) => entry.With(message));
        return rows.AsList();
    }
}
