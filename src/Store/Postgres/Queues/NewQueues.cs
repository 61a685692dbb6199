using BusQStash.Store.Queues;
using Npgsql;

namespace BusQStash.Store.Postgres.Queues;

/// <summary>Creates queues that are named for the first time.</summary>
internal static class NewQueues
{
    // A queue made anew starts behind every place an earlier one of its name can have given out: a million per millisecond.
    // Two processes that create queues at once may go past the number of dedicated ones together; the limit has slack for that.
    private const string Insert =
        """
        insert into queue (name, created_at, updated_at, next_seq, shard)
        select name, created_at, created_at, created_at * 1000000,
               case when (select count(*) from queue where shard is null) + place > $4 then shard end
        from unnest($1::text[], $2::bigint[], $3::smallint[]) with ordinality as r(name, created_at, shard, place)
        order by name
        on conflict (name) do nothing
        """;

    /// <summary>Makes sure that queues exist, with parallelism 1 if they are new.</summary>
    public static Task CreateAsync(
        NpgsqlConnection connection, string[] names, long[] createdAt, int dedicated, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            Insert, [names, createdAt, Array.ConvertAll(names, LaneShards.Of), (long)dedicated], cancellationToken);
}
