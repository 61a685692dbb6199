using BusQStash.Store.Engines.Postgres;
using Npgsql;

namespace BusQStash.Store.Workflows.Postgres;

/// <summary>Reads the lists of deliveries that start at the same time, in one statement.</summary>
internal static class RunListRows
{
    // OFFSET keeps the planner from flattening the subqueries, as in SubmitStatements.
    private const string Read =
        $"""
        select k.number, r.state, r.trigger_mode, s.message_id, s.body
        from unnest($1::bigint[], $2::integer[]) with ordinality as k(run_key, position, number)
        cross join lateral (select state, trigger_mode from workflow_run where run_key = k.run_key offset 0) r
        left join lateral (
            select position, message_id, body from workflow_step where run_key = k.run_key and kind = {StepKindSql.Entry} and position <= k.position offset 0) s on true
        order by k.number, s.position
        """;

    public static async Task<IReadOnlyList<RunList?>> ReadAsync(NpgsqlConnection connection, IReadOnlyList<RunListKey> keys, CancellationToken cancellationToken)
    {
        object[] columns = [keys.Select(key => key.RunKey).ToArray(), keys.Select(key => key.Position).ToArray()];
        var lists = new RunList?[keys.Count];
        var entries = new List<RunEntry>[keys.Count];
        var rows = await connection.ListAsync(Read, columns, Row, cancellationToken);
        foreach (var (number, state, mode, entry) in rows)
        {
            var list = entries[number] ??= [];
            lists[number] ??= new RunList(state == (int)RunState.Alive, (TriggerMode)mode, list);
            if (entry is not null)
            {
                list.Add(entry);
            }
        }

        return lists;
    }

    private static (int Number, short State, short Mode, RunEntry? Entry) Row(NpgsqlDataReader row) => (
        (int)row.GetInt64(0) - 1,
        row.GetInt16(1),
        row.GetInt16(2),
        row.IsDBNull(3) ? null : new RunEntry(row.GetString(3), row.GetFieldValue<byte[]>(4)));
}
