using BusQStash.Contracts.Messages;
using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Instances;
using Microsoft.Data.Sqlite;

namespace BusQStash.Store.FlowControl.Sqlite;

/// <summary>Writes a transaction's changes to flow-control keys and their lines.</summary>
internal sealed class SqliteFlowRows(InstanceIdentity instance, TimeProvider clock)
{
    /// <summary>Columns of a <c>flow_key k</c> as <see cref="ReadKey"/> expects them.</summary>
    public const string KeyColumns =
        """
        key, parallelism, rate, period_seconds, paused, window_started_at, window_count,
        (select count(*) from flow_permit p where p.key = k.key), window_lag
        """;

    public void Write(SqliteSession session, FlowChanges changes)
    {
        foreach (var spec in changes.Configured)
        {
            Configure(session, spec);
        }

        foreach (var spec in changes.Used)
        {
            Use(session, spec);
        }

        foreach (var key in changes.Woken)
        {
            Wake(session, key, TimeSpan.Zero);
        }

        Leave(session, changes.Left);
        foreach (var id in changes.Left)
        {
            // Only permits of this process: those another process left behind are released with the rest of what it held.
            session.Execute("delete from flow_permit where message_id = @id and holder = @me", id, instance.Number);
        }

        foreach (var (messageId, key) in changes.Joined)
        {
            session.Execute(
                "insert into flow_wait (message_id, key, place) values (@id, @key, @place) on conflict (message_id) do nothing",
                messageId,
                key,
                NextPlace(session));
        }
    }

    public FlowKeyState ReadKey(SqliteDataReader row) => new()
    {
        Key = row.GetString(0),
        Parallelism = row.IsDBNull(1) ? null : row.GetInt32(1),
        Rate = row.IsDBNull(2) ? null : row.GetInt32(2),
        PeriodSeconds = row.GetInt32(3),
        Paused = row.GetBoolean(4),
        WindowStartedAt = row.GetInt64(5),
        WindowCount = row.GetInt32(6),
        Permits = row.GetInt32(7),
        WindowLag = row.GetInt32(8),
        Now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
    };

    /// <summary>Removes messages from their lines.</summary>
    public static void Leave(SqliteSession session, IReadOnlyList<string> messageIds)
    {
        foreach (var id in messageIds)
        {
            session.Execute("delete from flow_wait where message_id = @id", id);
        }
    }

    /// <summary>Creates a missing key and makes it due for granting now; an existing key keeps its limits.</summary>
    public void Use(SqliteSession session, FlowControlSpec spec) => session.Execute(
        """
        insert into flow_key (key, parallelism, rate, period_seconds, wake_at, used_at)
        values (@key, @parallelism, @rate, @period, @now, @now)
        on conflict (key) do update
        set wake_at = min(coalesce(wake_at, excluded.wake_at), excluded.wake_at), used_at = excluded.used_at
        """,
        spec.Key,
        spec.Parallelism,
        spec.Rate,
        spec.PeriodSeconds,
        clock.GetUtcNow());

    /// <summary>Makes the key due for granting after a delay.</summary>
    public void Wake(SqliteSession session, string key, TimeSpan lookIn) => session.Execute(
        "update flow_key set wake_at = min(coalesce(wake_at, @wakeAt), @wakeAt), used_at = @now where key = @key",
        clock.GetUtcNow() + lookIn,
        clock.GetUtcNow(),
        key);

    /// <summary>The next place in any line, or the next permit number.</summary>
    public static long NextPlace(SqliteSession session) => session.NextNumber("flow_place");

    private void Configure(SqliteSession session, FlowControlSpec spec) => session.Execute(
        """
        insert into flow_key (key, parallelism, rate, period_seconds, wake_at, used_at)
        values (@key, @parallelism, @rate, @period, @now, @now)
        on conflict (key) do update
        set parallelism = case when pinned_parallelism then parallelism else excluded.parallelism end,
            rate = case when pinned_rate then rate else excluded.rate end,
            period_seconds = case when pinned_rate then period_seconds else excluded.period_seconds end,
            wake_at = min(coalesce(wake_at, excluded.wake_at), excluded.wake_at), used_at = excluded.used_at
        """,
        spec.Key,
        spec.Parallelism,
        spec.Rate,
        spec.PeriodSeconds,
        clock.GetUtcNow());
}
