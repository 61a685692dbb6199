using BusQStash.Contracts.Messages;
using BusQStash.Store.Engines.Postgres;
using Npgsql;

namespace BusQStash.Store.FlowControl.Postgres;

/// <summary>Writes the changes of other transactions to flow-control keys. These are always the transaction's last locks, and keys are locked in order.</summary>
internal static class FlowRows
{
    /// <summary>Columns of a key as <see cref="ReadKey"/> expects them; the clock is read once, in a subquery, so that it does not prevent the use of an index.</summary>
    public const string KeyColumns =
        $"key, parallelism, rate, period_seconds, paused, window_started_at, window_count, (select {DatabaseClock.Now}), window_lag";

    private const string Lock = "select 1 from flow_key where key = any($1) order by key for no key update";

    private const string Configure =
        $"""
        insert into flow_key as k (key, parallelism, rate, period_seconds, wake_at, used_at)
        select key, parallelism, rate, period_seconds, {DatabaseClock.Now}, {DatabaseClock.Now}
        from unnest($1::text[], $2::integer[], $3::integer[], $4::integer[]) as r(key, parallelism, rate, period_seconds) order by key
        on conflict (key) do update
        set parallelism = case when k.pinned_parallelism then k.parallelism else excluded.parallelism end,
            rate = case when k.pinned_rate then k.rate else excluded.rate end,
            period_seconds = case when k.pinned_rate then k.period_seconds else excluded.period_seconds end,
            wake_at = least(k.wake_at, excluded.wake_at), used_at = excluded.used_at
        """;

    private const string Use =
        $"""
        insert into flow_key as k (key, parallelism, rate, period_seconds, wake_at, used_at)
        select key, parallelism, rate, period_seconds, {DatabaseClock.Now}, {DatabaseClock.Now}
        from unnest($1::text[], $2::integer[], $3::integer[], $4::integer[]) as r(key, parallelism, rate, period_seconds) order by key
        on conflict (key) do update set wake_at = least(k.wake_at, excluded.wake_at), used_at = excluded.used_at
        """;

    private const string Wake =
        $"""
        update flow_key set wake_at = least(wake_at, {DatabaseClock.Now} + r.look_in), used_at = {DatabaseClock.Now}
        from unnest($1::text[], $2::bigint[]) as r(name, look_in) where key = r.name
        """;

    // A message that is already in the line keeps its place.
    private const string Join =
        """
        insert into flow_wait (message_id, key, place)
        select id, key, nextval('flow_place')
        from (select id, key from unnest($1::text[], $2::text[]) with ordinality as r(id, key, place) order by place) as line
        on conflict (message_id) do nothing
        """;

    private const string Leave = "delete from flow_wait where message_id = any($1)";

    // Only permits of this process: if another process was granted the message meanwhile, its attempt still counts.
    private const string GiveBack = "delete from flow_permit where message_id = any($1) and holder = $2";

    public static FlowKeyState ReadKey(NpgsqlDataReader row) => new()
    {
        Key = row.GetString(0),
        Parallelism = row.IntOrNull(1),
        Rate = row.IntOrNull(2),
        PeriodSeconds = row.GetInt32(3),
        Paused = row.GetBoolean(4),
        WindowStartedAt = row.GetInt64(5),
        WindowCount = row.GetInt32(6),
        Now = row.GetInt64(7),
        WindowLag = row.GetInt32(8),
    };

    public static void Add(StatementBatch batch, FlowChanges changes, int me)
    {
        if (changes.IsEmpty)
        {
            return;
        }

        AddLock(batch, changes.Keys);
        AddKeys(batch, Configure, changes.Configured);
        AddKeys(batch, Use, changes.Used);
        AddWake(batch, changes.Woken);
        if (changes.Left.Count > 0)
        {
            AddCancellation(batch, [.. changes.Left]);
            batch.Add(GiveBack, changes.Left.ToArray(), me);
        }

        if (changes.Joined.Count > 0)
        {
            // Typed as an object, because the compiler would otherwise pass the second array as the parameter list.
            object keys = changes.Joined.Select(entry => entry.Key).ToArray();
            batch.Add(Join, changes.Joined.Select(entry => entry.MessageId).ToArray(), keys);
        }
    }

    /// <summary>Removes canceled messages from their lines. Their keys are not updated: one place less changes nothing for the waiting messages.</summary>
    public static void AddCancellation(StatementBatch batch, string[] messageIds)
    {
        if (messageIds.Length > 0)
        {
            batch.Add(Leave, messageIds);
        }
    }

    /// <summary>Locks keys; missing rows are not created.</summary>
    public static void AddLock(StatementBatch batch, IEnumerable<string> keys) => batch.Add(Lock, keys.Order(StringComparer.Ordinal).ToArray());

    /// <summary>Creates missing keys; existing keys keep their limits.</summary>
    public static void AddUse(StatementBatch batch, IReadOnlyCollection<FlowControlSpec> specs) =>
        AddKeys(batch, Use, [.. specs.DistinctBy(spec => spec.Key).OrderBy(spec => spec.Key, StringComparer.Ordinal)]);

    /// <summary>Makes keys due for granting now.</summary>
    public static void AddWake(StatementBatch batch, IReadOnlyCollection<string> keys) =>
        AddWake(batch, keys.ToDictionary(key => key, _ => TimeSpan.Zero, StringComparer.Ordinal));

    /// <summary>Makes keys due for granting after a delay.</summary>
    public static void AddWake(StatementBatch batch, IReadOnlyDictionary<string, TimeSpan> lookIn)
    {
        if (lookIn.Count > 0)
        {
            batch.Add(Wake, lookIn.Keys.ToArray(), lookIn.Values.Select(wait => (long)wait.TotalMilliseconds).ToArray());
        }
    }

    private static void AddKeys(StatementBatch batch, string sql, IReadOnlyCollection<FlowControlSpec> specs)
    {
        if (specs.Count > 0)
        {
            batch.Add(
                sql,
                specs.Select(spec => spec.Key).ToArray(),
                specs.Select(spec => spec.Parallelism).ToArray(),
                specs.Select(spec => spec.Rate).ToArray(),
                specs.Select(spec => spec.PeriodSeconds).ToArray());
        }
    }
}
