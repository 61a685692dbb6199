using BusQStash.Store.Engines.Postgres;
using Npgsql;

namespace BusQStash.Store.Workflows.Postgres;

/// <summary>Reads and writes of a group of submitted steps: one statement each, whatever the group's size, so that the server keeps its plan.</summary>
internal static class SubmitStatements
{
    private const string Lock = $"select {HeldRun.Columns} from workflow_run where run_id = any($1) and state = {RunStateSql.Alive} order by run_key for update";

    // Runs after the locks, so that it sees what earlier holders of the locks appended. OFFSET keeps the planner from flattening the subqueries: planned once, perhaps while the
    // tables are empty, a join would start at the steps with all rows of this step id, whatever their run.
    private const string Find =
        $"""
        select s.run_key, s.kind, s.step_id, s.target_step, coalesce(s.message_id, '')
        from unnest($1::text[], $2::smallint[], $3::integer[], $4::integer[]) as k(run_id, kind, step_id, target_step)
        cross join lateral (select run_key from workflow_run where run_id = k.run_id and state = {RunStateSql.Alive} offset 0) r
        cross join lateral (
            select * from workflow_step where run_key = r.run_key and kind = k.kind and step_id = k.step_id and target_step = k.target_step offset 0) s
        """;

    private const string Insert =
        """
        insert into workflow_step (run_key, kind, step_id, target_step, position, message_id, name, type, concurrent, body, created_at)
        select * from unnest($1::bigint[], $2::smallint[], $3::integer[], $4::integer[], $5::integer[], $6::text[], $7::text[], $8::text[], $9::integer[],
                             $10::bytea[], $11::bigint[])
        """;

    private const string Advance =
        """
        update workflow_run set next_position = v.position, bytes = v.bytes
        from unnest($1::bigint[], $2::integer[], $3::bigint[]) as v(key, position, bytes)
        where run_key = v.key
        """;

    public static async Task<(List<HeldRun> Runs, Dictionary<StepKey, string> Known)> LockAliveAsync(
        NpgsqlConnection connection, IReadOnlyList<string> runIds, IReadOnlyList<RunSubmission.Step> steps, CancellationToken cancellationToken)
    {
        await using var batch = new StatementBatch(connection);
        batch.Add(Lock, runIds.ToArray());
        batch.Add(
            Find,
            Column(steps, step => step.RunId),
            Column(steps, step => (short)step.Kind),
            Column(steps, step => step.Facts.StepId),
            Column(steps, step => step.Facts.TargetStep));
        await using var reader = await batch.ReadAsync(cancellationToken);
        var runs = await reader.ToListAsync(Run, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var known = new Dictionary<StepKey, string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            known[new StepKey(reader.GetInt64(0), (StepKind)reader.GetInt16(1), reader.GetInt32(2), reader.GetInt32(3))] = reader.GetString(4);
        }

        return (runs, known);
    }

    public static void Append(StatementBatch last, IReadOnlyList<StepRow> rows, IReadOnlyCollection<HeldRun> runs)
    {
        if (rows.Count > 0)
        {
            last.Add(
                Insert,
                Column(rows, row => row.RunKey),
                Column(rows, row => (short)row.Kind),
                Column(rows, row => row.Facts.StepId),
                Column(rows, row => row.Facts.TargetStep),
                Column(rows, row => row.Position),
                Column(rows, row => row.MessageId),
                Column(rows, row => row.Facts.Name),
                Column(rows, row => row.Facts.Type),
                Column(rows, row => row.Facts.Concurrent),
                Column(rows, row => row.Body),
                Column(rows, row => row.CreatedAt));
        }

        if (runs.Count > 0)
        {
            HeldRun[] held = [.. runs];
            last.Add(Advance, Column(held, run => run.RunKey), Column(held, run => run.NextPosition), Column(held, run => run.Bytes));
        }
    }

    private static HeldRun Run(NpgsqlDataReader row) => new()
    {
        RunKey = row.GetInt64(0),
        RunId = row.GetString(1),
        CreatedAt = row.GetInt64(2),
        Url = row.GetString(3),
        State = row.GetInt16(4),
        Mode = row.GetInt16(5),
        Configuration = row.GetFieldValue<byte[]>(6),
        InvokerKey = row.LongOrNull(7),
        Invoker = row.IsDBNull(8) ? null : row.GetFieldValue<byte[]>(8),
        NextPosition = row.GetInt32(9),
        Bytes = row.GetInt64(10),
    };

    private static T[] Column<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, T> value) => [.. rows.Select(value)];
}
