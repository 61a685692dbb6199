using BusQStash.Store.Engines.Postgres;
using Npgsql;

namespace BusQStash.Store.Queues.Postgres;

/// <summary>Creates queues that are named for the first time.</summary>
internal static class NewQueues
{
    private const string CountDedicated = "select count(*) from queue where shard is null";

    private const string Insert =
        """
        insert into queue (name, created_at, updated_at, next_seq, shard)
        select name, created_at, created_at, next_seq, shard from unnest($1::text[], $2::bigint[], $3::bigint[], $4::smallint[]) as r(name, created_at, next_seq, shard)
        on conflict (name) do nothing
        """;

    /// <summary>Creates missing queues, with parallelism 1.</summary>
    public static async Task CreateAsync(
        NpgsqlConnection connection, IEnumerable<KeyValuePair<string, long>> missing, int maxDedicated, CancellationToken cancellationToken)
    {
        var dedicated = await connection.ListAsync(CountDedicated, [], row => row.GetInt64(0), cancellationToken);
        NewQueue[] queues = [.. QueuePlan.Make(missing, dedicated[0], maxDedicated)];
        object[] values =
        [
            Array.ConvertAll(queues, queue => queue.Name),
            Array.ConvertAll(queues, queue => queue.CreatedAt),
            Array.ConvertAll(queues, queue => queue.NextSeq),
            Array.ConvertAll(queues, queue => queue.Shard),
        ];
        await connection.ExecuteAsync(Insert, values, cancellationToken);
    }
}
