using BusQStash.Store.Engines.Sqlite;

namespace BusQStash.Store.Retention.Sqlite;

/// <summary>Retention on SQLite.</summary>
internal sealed class SqliteRetention(SqliteWriter writer) : IRetention
{
    private const string Finished =
        $"select id from message m where finished_at < @before and {RetentionPlan.Forgettable} order by finished_at limit @max";

    private const string DeadLetters =
        $"""
        select m.id from dead_letter d join message m on m.id = d.message_id
        where d.failed_at < @before and {RetentionPlan.HoldsNoPlace}
        order by d.failed_at limit @max
        """;

    private static readonly string[] Forget =
        [.. RetentionPlan.Belongings.Select(part => $"delete from {part.Table} where {part.Column} = @id{part.And}")];

    public Task<int> PruneAsync(RetentionLimits limits, int max, CancellationToken cancellationToken) => writer.WriteAsync(
        session => PruneMessages(session, DeadLetters, limits.DeadLettersBefore, max)
            + PruneMessages(session, Finished, limits.FinishedBefore, max)
            + PruneDeduplication(session, limits.Now, max),
        cancellationToken);

    private static int PruneMessages(SqliteSession session, string which, DateTimeOffset before, int max)
    {
        var ids = session.Query(which, row => row.GetString(0), before, max);
        foreach (var id in ids)
        {
            foreach (var sql in Forget)
            {
                session.Execute(sql, id);
            }
        }

        return ids.Count;
    }

    private static int PruneDeduplication(SqliteSession session, DateTimeOffset now, int max) => session.Execute(
        "delete from deduplication where key in (select key from deduplication where expires_at <= @now order by expires_at limit @max)",
        now,
        max);
}
