using System.Data.Common;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.BulkActions;

/// <summary>
/// Finds unfinished messages in the order of acceptance. Messages of workflow runs are excluded: without its message a run would never end. Host and path of a URL cannot be
/// matched in SQL, so candidates are filtered here.
/// </summary>
internal static class PendingMessages
{
    /// <summary>Number of messages accepted up to a time that match the filter.</summary>
    public static async Task<long> CountAsync(
        DbConnection connection, MessageFilter filter, DateTimeOffset through, CancellationToken cancellationToken)
    {
        var conditions = Conditions(filter, through, null);
        if (filter is { Hosts.Count: 0, Paths.Count: 0 })
        {
            return await connection.ExecuteScalarAsync<long>($"select count(*) from message m {conditions.Where}", conditions.Parameters, cancellationToken);
        }

        var count = 0L;
        await foreach (var url in connection.QueryUnbufferedAsync<string>($"select m.url from message m {conditions.Where}", conditions.Parameters)
            .WithCancellation(cancellationToken))
        {
            count += UrlParts.Match(filter, url) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Reads the next messages. Those that match the filter are marked; the others only advance the cursor.</summary>
    public static async Task<IReadOnlyList<(long CreatedAt, string Id, bool Found)>> LookAsync(
        DbConnection connection, BulkClaim claim, int max, CancellationToken cancellationToken)
    {
        var conditions = Conditions(claim.Action.Filter, claim.Action.Through ?? claim.Action.CreatedAt, claim.After);
        conditions.Parameters.Add("max", max);
        var rows = await connection.QueryAsync<(long CreatedAt, string Id, string Url)>(
            $"select m.created_at, m.id, m.url from message m {conditions.Where} order by m.created_at, m.id limit @max",
            conditions.Parameters,
            cancellationToken);
        return [.. rows.Select(row => (row.CreatedAt, row.Id, UrlParts.Match(claim.Action.Filter, row.Url)))];
    }

    private static KeysetFilter Conditions(MessageFilter filter, DateTimeOffset through, (long CreatedAt, string Id)? after) => new KeysetFilter()
        .If("m.finished_at is null and m.created_at <= @through", "through", (long?)through.ToUnixTimeMilliseconds())
        .In("m.url", "urls", filter.Urls)
        .In("m.topic_name", "topicNames", filter.TopicNames)
        .In("m.queue_name", "queueNames", filter.QueueNames)
        .In("m.flow_key", "flowKeys", filter.FlowControlKeys)
        .In("m.schedule_id", "scheduleIds", filter.ScheduleIds)
        .In("m.caller_ip", "callerIps", filter.CallerIps)
        .HasLabel(filter.Labels)
        .Holds("not exists (select 1 from workflow_step w where w.message_id = m.id)")
        .If("m.created_at >= @fromTime", "fromTime", filter.From?.ToUnixTimeMilliseconds())
        .If("m.created_at <= @toTime", "toTime", filter.To?.ToUnixTimeMilliseconds())
        .After("m.created_at", "m.id", false, after);
}
