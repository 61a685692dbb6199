using System.Data;
using Dapper;

namespace BusQStash.Store.Workflows;

/// <summary>Locks, reads and changes rows of <c>workflow_run</c>. Several rows are always locked in the order of their keys, which avoids deadlocks.</summary>
internal static class RunRows
{
    /// <summary>Locks the living runs with these ids.</summary>
    public static Task<List<HeldRun>> LockAliveAsync(IRunWork work, IReadOnlyList<string> runIds) =>
        LockAsync(work, "run_id", runIds, $"and state = {RunStateSql.Alive}");

    /// <summary>Locks the living runs with these ids, and finds which of these steps already exist, each with its message id.</summary>
    public static async Task<(List<HeldRun> Runs, Dictionary<StepKey, string> Known)> LockAliveAsync(
        IRunWork work, IReadOnlyList<string> runIds, IReadOnlyList<RunSubmission.Step> steps)
    {
        var runs = await LockAliveAsync(work, runIds);
        var byId = runs.ToDictionary(run => run.RunId, StringComparer.Ordinal);
        StepKey[] keys = [.. steps.Where(step => byId.ContainsKey(step.RunId)).Select(step => StepKey.Of(byId[step.RunId], step.Kind, step.Facts)).Distinct()];
        return (runs, await StepRows.FindAsync(work.Connection, keys));
    }

    /// <summary>Locks runs, whatever their state.</summary>
    public static Task<List<HeldRun>> LockAsync(IRunWork work, IReadOnlyList<long> runKeys) => LockAsync(work, "run_key", runKeys, "");

    /// <summary>Locks a run and the run that invoked it. A parent's key is lower, so it is locked first.</summary>
    public static async Task<(HeldRun Run, HeldRun? Invoker)?> LockWithInvokerAsync(IRunWork work, long runKey)
    {
        var invokerKey = await work.Connection.ExecuteScalarAsync<long?>(
            "select invoker_key from workflow_run where run_key = @runKey", new { runKey });
        var locked = await LockAsync(work, invokerKey is { } parent ? [parent, runKey] : [runKey]);
        var run = locked.Find(row => row.RunKey == runKey);
        return run is null ? null : (run, locked.Find(row => row.RunKey == invokerKey));
    }

    /// <summary>Writes back the rows that appending changed.</summary>
    public static async Task AdvanceAsync(IRunWork work, IReadOnlyCollection<HeldRun> runs)
    {
        if (runs.Count == 0)
        {
            return;
        }

        var parameters = new DynamicParameters();
        var values = runs.Select((run, i) =>
        {
            parameters.Add($"k{i}", run.RunKey, DbType.Int64);
            parameters.Add($"p{i}", run.NextPosition, DbType.Int32);
            parameters.Add($"b{i}", run.Bytes, DbType.Int64);
            return $"(@k{i}, @p{i}, @b{i})";
        });
        await work.Connection.ExecuteAsync(
            $"""
            update workflow_run set next_position = v.column2, bytes = v.column3
            from (values {string.Join(", ", values)}) as v
            where run_key = v.column1
            """,
            parameters);
    }

    private static async Task<List<HeldRun>> LockAsync<T>(IRunWork work, string column, IReadOnlyList<T> values, string condition)
    {
        if (values.Count == 0)
        {
            return [];
        }

        var parameters = new DynamicParameters();
        var names = values.Distinct().Select((value, i) =>
        {
            parameters.Add($"v{i}", value);
            return $"@v{i}";
        });
        var rows = await work.Connection.QueryAsync<HeldRun>(
            $"select {HeldRun.Columns} from workflow_run where {column} in ({string.Join(", ", names)}) {condition} order by run_key {work.ForUpdate}",
            parameters);
        return rows.AsList();
    }
}
