using System.Data.Common;
using BusQStash.Store.Events;
using BusQStash.Store.Messages;
using BusQStash.Store.Sql;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace BusQStash.Store.Queues;

/// <summary>Reads queues for the dashboard in SQL common to both engines. The order comes from the last count, the reasons are current.</summary>
internal sealed class SqlQueueViews(
    [FromKeyedServices(ReadPool.Key)] IConnectionSource connections,
    [FromKeyedServices(ReadPool.Key)] IMessageEvents events) : IQueueViews
{
    private static readonly EventState[] Ends = [EventState.Delivered, EventState.Failed, EventState.Canceled];

    public async Task<IReadOnlyList<QueueView>> ListAsync(QueueViewQuery query, CancellationToken cancellationToken)
    {
        List<QueueViewRow> rows;
        IReadOnlyList<QueueFacts> facts;
        await using (var connection = await connections.OpenAsync(cancellationToken))
        {
            rows = await new QueuePage(connection, query, cancellationToken).ReadAsync();
            var reader = new QueueFactRows(connection, connections, cancellationToken);
            facts = await reader.WithHeadsAsync(await reader.ReadAsync(rows));
        }

        List<QueueView> views = [];
        foreach (var (row, fact) in rows.Zip(facts))
        {
            views.Add(await ViewAsync(row, fact, cancellationToken));
        }

        return views;
    }

    public async Task<QueueView?> FindAsync(string name, CancellationToken cancellationToken)
    {
        QueueViewRow? row;
        QueueFacts facts;
        await using (var connection = await connections.OpenAsync(cancellationToken))
        {
            row = await connection.QuerySingleOrDefaultAsync<QueueViewRow>($"{QueueViewRow.Select} where q.name = @name", new { name }, cancellationToken);
            if (row is null)
            {
                return null;
            }

            var reader = new QueueFactRows(connection, connections, cancellationToken);
            facts = (await reader.WithHeadsAsync(await reader.ReadAsync([row])))[0];
            var lag = await CountAsync(connection, name, null, cancellationToken);
            int? grown = row.Paused == 0 ? null : (int)await CountAsync(connection, name, row.UpdatedAt, cancellationToken);
            facts = facts with { Queue = row.ToInfo(lag), LagCapped = lag >= QueueLimits.Counted, Grown = grown };
        }

        return await ViewAsync(row, facts with { LastFinishedAt = await LastFinishedAsync(name, cancellationToken) }, cancellationToken);
    }

    private static Task<long> CountAsync(DbConnection connection, string name, long? since, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<long>(
            $"""
            select count(*) from (
                select m.created_at from message m where m.queue_name = @name and m.lane_open and m.state < {MessageStateSql.FirstFinal} order by m.seq desc limit @limit) m
            {(since is null ? "" : "where m.created_at > @since")}
            """,
            new { name, limit = QueueLimits.Counted, since },
            cancellationToken);

    private async Task<QueueView> ViewAsync(QueueViewRow row, QueueFacts facts, CancellationToken cancellationToken)
    {
        var standing = QueueReasoning.Of(facts);
        if (standing.First.Reason == QueueReason.Unexplained && facts.LastFinishedAt is null)
        {
            // In a long queue a message may be due for a long time, as long as messages keep ending.
            standing = QueueReasoning.Of(facts with { LastFinishedAt = await LastFinishedAsync(row.Name, cancellationToken) });
        }

        return new QueueView(facts, standing, (row.StandsStill, row.Lag));
    }

    private async Task<long?> LastFinishedAsync(string name, CancellationToken cancellationToken) =>
        (await events.ListAsync(new EventQuery { QueueNames = [name], States = Ends, Count = 1 }, cancellationToken)) is [var last, ..]
            ? last.Key.Time
            : null;
}
