using System.Globalization;
using BusQStash.Store.Events;
using BusQStash.Store.Queues;
using BusQStash.Store.Sql;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace BusQStash.Store.Messages;

/// <summary>Reads messages for the dashboard in SQL common to both engines, using only the indexes that delivery needs anyway.</summary>
internal sealed class SqlMessageViews([FromKeyedServices(ReadPool.Key)] IConnectionSource connections) : IMessageViews
{
    private const string Select = $"select {MessageView.Columns} from message m";

    /// <summary>More than a ledger settles in a millisecond.</summary>
    private const int MostFailedAtOnce = 1_000;

    public Task<IReadOnlyList<MessageView>> ListAsync(MessageViewQuery query, CancellationToken cancellationToken)
    {
        var filter = query.Filter;
        var conditions = new KeysetFilter()
            .If("m.finished_at is null and m.created_at <= @toTime", "toTime", filter.To?.ToUnixTimeMilliseconds() ?? long.MaxValue)
            .If("m.created_at >= @fromTime", "fromTime", filter.From?.ToUnixTimeMilliseconds())
            .In("m.url", "urls", filter.Urls)
            .If("substr(m.url, 1, length(@urlPrefix)) = @urlPrefix", "urlPrefix", query.UrlPrefix)
            .In("m.topic_name", "topicNames", filter.TopicNames)
            .In("m.queue_name", "queueNames", filter.QueueNames)
            .In("m.flow_key", "flowKeys", filter.FlowControlKeys)
            .In("m.schedule_id", "scheduleIds", filter.ScheduleIds)
            .In("m.caller_ip", "callerIps", filter.CallerIps)
            .HasLabel(filter.Labels)
            .After("m.created_at", "m.id", false, query.After);
        conditions.Parameters.Add("count", query.Count);
        return ReadAsync($"{Select} {Narrowed(conditions, query)} order by m.created_at, m.id limit @count", conditions.Parameters, cancellationToken);
    }

    public Task<IReadOnlyList<MessageView>> ListOfQueueAsync(string queueName, long afterSeq, int count, CancellationToken cancellationToken) => ReadAsync(
        $"{Select} where m.queue_name = @queueName and m.lane_open and m.seq > @afterSeq order by m.seq limit @count",
        new DynamicParameters(new { queueName, afterSeq, count }),
        cancellationToken);

    public Task<IReadOnlyList<MessageView>> FindAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return Task.FromResult<IReadOnlyList<MessageView>>([]);
        }

        var filter = new KeysetFilter().In("m.id", "id", ids);
        return ReadAsync($"{Select} {filter.Where}", filter.Parameters, cancellationToken);
    }

    public async Task<StoredMessage?> FindStoredAsync(string id, CancellationToken cancellationToken)
    {
        var row = await connections.QuerySingleOrDefaultAsync<StoredMessageRow>(
            $"select {StoredMessageRow.Columns} {StoredMessageRow.From} where m.id = @id", new { id }, cancellationToken);
        return row?.ToMessage();
    }

    public async Task<(int Before, int Behind)> CountAroundAsync(string queueName, long seq, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        return (await CountAsync("<", "desc"), await CountAsync(">", "asc"));

        Task<int> CountAsync(string side, string order) => connection.ExecuteScalarAsync<int>(
            $"""
            select count(*) from (
                select 1 from message m where m.queue_name = @queueName and m.lane_open and m.state < {MessageStateSql.FirstFinal} and m.seq {side} @seq
                order by m.seq {order} limit @limit) m
            """,
            new { queueName, seq, limit },
            cancellationToken);
    }

    public async Task<IReadOnlyList<HistoryEntry>> ListHistoryAsync(string id, int max, CancellationToken cancellationToken)
    {
        var rows = await connections.QueryAsync<(long Time, int State, string? Error, int? Status, long? NextAt)>(
            "select e.time, e.state, e.error, e.response_status, e.next_delivery_at from event e where e.message_id = @id order by e.time, e.id limit @max",
            new { id, max },
            cancellationToken);
        return [.. rows.Select(row => new HistoryEntry(row.Time, (EventState)row.State, row.Error, row.Status, row.NextAt))];
    }

    public async Task<ResponseRecord?> FindAnswerAsync(string id, int attempt, CancellationToken cancellationToken)
    {
        var row = await connections.QuerySingleOrDefaultAsync<MessageEventRow>(
            $"""
            select {MessageEventRow.Columns} from event e
            where e.message_id = @id and e.state = {(int)EventState.Error} order by e.time, e.id limit 1 offset @before
            """,
            new { id, before = attempt - 1 },
            cancellationToken);
        return row is null ? null : ResponseColumns.Read(row.ResponseStatus, row.ResponseHeaders, row.ResponseBody, truncated: false);
    }

    public async Task<RelatedStates> FindRelatedAsync(MessageView message, long? runKey, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        return await new RelatedStateRows(connection, connections.Now, cancellationToken).ReadAsync(message, runKey);
    }

    public async Task<IReadOnlyList<string>> ListFailedAtAsync(long failedAt, CancellationToken cancellationToken) =>
    [
        .. await connections.QueryAsync<string>(
            $"select m.id from message m where m.finished_at = @failedAt and m.state = {MessageStateSql.Failed} limit {MostFailedAtOnce}", new { failedAt }, cancellationToken),
    ];

    public async Task<FlowView?> FindLineAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        return (await new QueueFactRows(connection, connections, cancellationToken).LinesAsync([id])).SingleOrDefault();
    }

    private static string Narrowed(KeysetFilter conditions, MessageViewQuery query)
    {
        if (query.States.Count == 0)
        {
            return conditions.Where;
        }

        conditions.Parameters.Add("now", query.Now);
        var running = string.Join(", ", query.Running.Select((id, i) =>
        {
            conditions.Parameters.Add($"running{i}", id);
            return $"@running{i}";
        }));
        var runs = string.Create(CultureInfo.InvariantCulture, $"m.state = {(int)MessageState.Active}{(running.Length == 0 ? "" : $" or m.id in ({running})")}");
        var states = query.States.Distinct().Select(state => state switch
        {
            PendingState.Running => $"({runs})",
            PendingState.Retrying => $"(m.attempts > 0 and not ({runs}))",
            PendingState.Delayed => $"(m.attempts = 0 and m.not_before > @now and not ({runs}))",
            _ => $"(m.attempts = 0 and m.not_before <= @now and not ({runs}))",
        });
        return conditions.And($"({string.Join(" or ", states)})");
    }

    private async Task<IReadOnlyList<MessageView>> ReadAsync(string sql, DynamicParameters parameters, CancellationToken cancellationToken)
    {
        var rows = await connections.QueryAsync<MessageView>(sql, parameters, cancellationToken);
        return rows.AsList();
    }
}
