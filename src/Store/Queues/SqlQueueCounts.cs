using System.Data.Common;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Queues;

/// <summary>Counts queues in SQL common to both engines. Concurrent counts write the same result.</summary>
internal sealed class SqlQueueCounts(IConnectionSource connections, IQueues queues) : IQueueCounts
{
    /// <summary>Reasons are derived for this many of the queues with the most messages; the others are sorted by lag alone.</summary>
    private const int MostReasons = 1_000;

    private const int AtOnce = 100;

    public async Task<IReadOnlyList<QueueCount>> CountAsync(CancellationToken cancellationToken)
    {
        var all = await queues.ListAsync(cancellationToken);
        List<QueueCount> counts = [];
        await using (var connection = await connections.OpenAsync(cancellationToken))
        {
            foreach (var group in all.Where(queue => queue.Lag > 0).OrderByDescending(queue => queue.Lag).Take(MostReasons).Chunk(AtOnce))
            {
                counts.AddRange(await ReasonAsync(connection, group, cancellationToken));
            }
        }

        var known = counts.Select(count => count.Name).ToHashSet(StringComparer.Ordinal);
        counts.AddRange(all.Where(queue => !known.Contains(queue.Name)).Select(queue =>
            new QueueCount(queue.Name, queue.Lag, null, queue.Paused ? QueueReason.Paused : queue.Lag == 0 ? QueueReason.Empty : QueueReason.Draining)));
        await WriteAsync(counts, cancellationToken);
        return counts;
    }

    public Task<long> CountUnfinishedAsync(int limit, CancellationToken cancellationToken) => connections.ExecuteScalarAsync<long>(
        "select count(*) from (select 1 from message m where m.finished_at is null limit @limit) m", new { limit }, cancellationToken);

    private async Task<IEnumerable<QueueCount>> ReasonAsync(DbConnection connection, QueueInfo[] group, CancellationToken cancellationToken)
    {
        List<QueueViewRow> rows = [.. group.Select(queue => new QueueViewRow
        {
            Name = queue.Name,
            Parallelism = queue.Parallelism,
            Paused = queue.Paused ? 1 : 0,
            CreatedAt = queue.CreatedAt.ToUnixTimeMilliseconds(),
            UpdatedAt = queue.UpdatedAt.ToUnixTimeMilliseconds(),
            Shard = queue.Shard,
            StepsAside = queue.StepsAside ? 1 : 0,
            AwaitsCallbacks = queue.AwaitsCallbacks ? 1 : 0,
            Lag = queue.Lag,
        })];
        var facts = await new QueueFactRows(connection, connections, cancellationToken).ReadAsync(rows);

        // The time of the last finished message is not read here, but assumed to be now, so that a moving queue is not reported as standing still.
        return facts.Select(fact =>
        {
            var reason = QueueReasoning.Of(fact with { LastFinishedAt = fact.Processes.Now }).First.Reason;
            return new QueueCount(fact.Queue.Name, fact.Queue.Lag, fact.OldestAt, reason);
        });
    }

    private Task<int> WriteAsync(List<QueueCount> counts, CancellationToken cancellationToken) => connections.WriteAsync(
        async connection =>
        {
            var there = (await connection.QueryAsync<(string Name, long Lag, long? OldestAt, string Reason)>(
                "select name, lag, oldest_at, reason from queue_count", null, cancellationToken)).ToDictionary(row => row.Name, StringComparer.Ordinal);
            var names = counts.Select(count => count.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var gone in there.Keys.Where(name => !names.Contains(name)).Chunk(AtOnce))
            {
                var filter = new KeysetFilter().In("name", "name", gone);
                await connection.ExecuteAsync($"delete from queue_count {filter.Where}", filter.Parameters);
            }

            var changed = counts.Where(count => !there.TryGetValue(count.Name, out var row)
                || (row.Lag, row.OldestAt, row.Reason) != (count.Lag, count.OldestAt, QueueReasons.NameOf(count.Reason)));
            foreach (var group in changed.Chunk(AtOnce))
            {
                await UpsertAsync(connection, group);
            }

            return counts.Count;
        },
        cancellationToken);

    private static Task<int> UpsertAsync(DbConnection connection, QueueCount[] group)
    {
        var parameters = new DynamicParameters();
        var values = group.Select((count, i) =>
        {
            parameters.Add($"n{i}", count.Name);
            parameters.Add($"l{i}", count.Lag);
            parameters.Add($"o{i}", count.OldestAt, System.Data.DbType.Int64);
            parameters.Add($"r{i}", QueueReasons.NameOf(count.Reason));
            parameters.Add($"s{i}", QueueReasons.StandsStill(count.Reason) ? 1 : 0);
            return $"(@n{i}, @l{i}, @o{i}, @r{i}, @s{i})";
        });
        return connection.ExecuteAsync(
            $"""
            insert into queue_count (name, lag, oldest_at, reason, stands_still) values {string.Join(", ", values)}
            on conflict (name) do update set lag = excluded.lag, oldest_at = excluded.oldest_at, reason = excluded.reason, stands_still = excluded.stands_still
            """,
            parameters);
    }
}
