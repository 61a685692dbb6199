using BusQStash.Store.Delays.Postgres;
using BusQStash.Store.Engines.Postgres;

namespace BusQStash.Store.Queues.Postgres;

/// <summary>Writes the notifications of lanes.</summary>
internal static class LaneWakeRows
{
    // Queues are always locked in the order of their names, which avoids deadlocks.
    private const string Lock = "select 1 from queue where name = any($1) order by name for no key update";

    private const string Bump =
        """
        update queue q set signal = signal + 1, canceled_through = greatest(canceled_through, r.canceled)
        from unnest($1::text[], $2::bigint[]) as r(name, canceled)
        where q.name = r.name
        """;

    /// <summary>
    /// Bumps the signals first and makes the due rows due in a later statement. A lane that is being parked meanwhile either sees the new signal or has written its due row by the
    /// time the bump returns.
    /// </summary>
    public static void Add(StatementBatch batch, LaneWakes wakes, long now)
    {
        if (wakes.CanceledThrough.Count == 0)
        {
            return;
        }

        string[] names = [.. wakes.CanceledThrough.Keys];
        batch.Add(Lock, names);
        batch.Add(Bump, names, wakes.CanceledThrough.Values.ToArray());
        DueRows.AddPull(batch, names, now);
    }
}
