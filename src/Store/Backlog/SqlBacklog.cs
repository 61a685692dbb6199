using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Backlog;

/// <summary>Counts the backlog in SQL common to both engines: one index entry per head, and the rest up to the limit.</summary>
internal sealed class SqlBacklog(IConnectionSource connections) : IBacklog
{
    private const string Count = """
        select
            (select count(*) from (select 1 from dead_letter limit @most) letters) as DeadLetters,
            (select count(*) from (select 1 from flow_wait limit @most) line) as FlowWaiting,
            (select min(due) from (
                select (
                    select case when not_before > created_at then not_before else created_at end
                    from message where queue_name = queue.name and lane_open order by seq limit 1) as due
                from queue where not queue.paused) heads where due <= @now) as OldestHeadDueAt
        """;

    public async Task<BacklogCounts> CountAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var values = new { most = IBacklog.Most, now = now.ToUnixTimeMilliseconds() };
        var row = await connection.QuerySingleAsync<Row>(new CommandDefinition(Count, values, cancellationToken: cancellationToken));
        return new BacklogCounts(
            row.DeadLetters, row.FlowWaiting, row.OldestHeadDueAt is { } due ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null);
    }

    private sealed class Row
    {
        public long DeadLetters { get; init; }

        public long FlowWaiting { get; init; }

        public long? OldestHeadDueAt { get; init; }
    }
}
