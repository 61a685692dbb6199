using BusQStash.Store.Messages;
using BusQStash.Store.Retention;

namespace BusQStash.Store.Sqlite;

/// <summary>Forgets on SQLite. A message that still holds its place in a lane is kept until its callbacks are final.</summary>
internal sealed class SqliteRetention(SqliteWriter writer) : IRetention
{
    public Task<int> PruneAsync(RetentionLimits limits, int max, CancellationToken cancellationToken) => writer.WriteAsync(
        session => PruneDeadLetters(session, limits.DeadLettersBefore, max)
            + PruneFinished(session, limits.FinishedBefore, max)
            + PruneDeduplication(session, limits.Now, max),
        cancellationToken);

    private static int PruneDeadLetters(SqliteSession session, DateTimeOffset before, int max)
    {
        var entries = session.Query(
            "select dlq_id, message_id from dead_letter where failed_at < @before order by failed_at limit @max",
            row => (DlqId: row.GetString(0), MessageId: row.GetString(1)),
            before,
            max);
        foreach (var (dlqId, messageId) in entries)
        {
            session.Execute("delete from dead_letter where dlq_id = @id", dlqId);
            if (session.Number("select 1 from message where id = @id and lane_open", messageId) is null)
            {
                Forget(session, messageId);
            }
        }

        return entries.Count;
    }

    private static int PruneFinished(SqliteSession session, DateTimeOffset before, int max)
    {
        // A failed message goes with its dead letter; one whose dead letter was removed by hand goes like the others.
        var ids = session.Query(
            """
            select id from message m
            where finished_at is not null and finished_at < @before and not lane_open
              and (state <> @failed or not exists (select 1 from dead_letter d where d.message_id = m.id))
            order by finished_at limit @max
            """,
            row => row.GetString(0),
            before,
            MessageState.Failed,
            max);
        ids.ForEach(id => Forget(session, id));
        return ids.Count;
    }

    private static int PruneDeduplication(SqliteSession session, DateTimeOffset now, int max) => session.Execute(
        "delete from deduplication where key in (select key from deduplication where expires_at <= @now order by expires_at limit @max)",
        now,
        max);

    private static void Forget(SqliteSession session, string messageId)
    {
        session.Execute("delete from message where id = @id", messageId);
        session.Execute("delete from payload where message_id = @id", messageId);
        session.Execute("delete from event where message_id = @id", messageId);
        session.Execute("delete from event_label where message_id = @id", messageId);
    }
}
