using System.Data;
using System.Data.Common;
using Dapper;

namespace BusQStash.Store.Workflows;

/// <summary>Writes rows of <c>workflow_step</c>.</summary>
internal static class StepRows
{
    // SQLite allows 32,766 parameters per statement.
    private const int AtOnce = 500;

    private const string Insert =
        """
        insert into workflow_step (run_key, kind, step_id, target_step, position, message_id, name, type, concurrent, body, created_at,
                                   event_id, timeout, deadline, invoked_key)
        values
        """;

    public static async Task InsertAsync(DbConnection connection, IReadOnlyList<StepRow> rows)
    {
        foreach (var chunk in rows.Chunk(AtOnce))
        {
            var parameters = new DynamicParameters();
            var values = chunk.Select((row, i) => Values(parameters, row, i));
            await connection.ExecuteAsync($"{Insert} {string.Join(", ", values)}", parameters);
        }
    }

    /// <summary>Inserts a row; false when this step of this kind already exists.</summary>
    public static async Task<bool> TryInsertAsync(DbConnection connection, StepRow row)
    {
        var parameters = new DynamicParameters();
        var sql = $"{Insert} {Values(parameters, row, 0)} on conflict (run_key, kind, step_id, target_step) do nothing";
        return await connection.ExecuteAsync(sql, parameters) == 1;
    }

    /// <summary>Finds which of these steps already exist, each with its message id.</summary>
    public static async Task<Dictionary<StepKey, string>> FindAsync(DbConnection connection, IReadOnlyList<StepKey> keys)
    {
        var known = new Dictionary<StepKey, string>();
        foreach (var chunk in keys.Chunk(AtOnce))
        {
            var parameters = new DynamicParameters();
            var values = chunk.Select((key, i) =>
            {
                parameters.Add($"r{i}", key.RunKey, DbType.Int64);
                parameters.Add($"k{i}", (short)key.Kind, DbType.Int16);
                parameters.Add($"s{i}", key.StepId, DbType.Int32);
                parameters.Add($"t{i}", key.TargetStep, DbType.Int32);
                return $"(@r{i}, @k{i}, @s{i}, @t{i})";
            });
            var rows = await connection.QueryAsync<(long RunKey, int Kind, int StepId, int TargetStep, string MessageId)>(
                $"""
                select run_key, kind, step_id, target_step, coalesce(message_id, '') from workflow_step
                where (run_key, kind, step_id, target_step) in (values {string.Join(", ", values)})
                """,
                parameters);
            foreach (var row in rows)
            {
                known[new StepKey(row.RunKey, (StepKind)row.Kind, row.StepId, row.TargetStep)] = row.MessageId;
            }
        }

        return known;
    }

    private static string Values(DynamicParameters parameters, StepRow row, int i)
    {
        var names = new List<string>();
        void Add(string name, object? value, DbType type)
        {
            parameters.Add($"{name}{i}", value, type);
            names.Add($"@{name}{i}");
        }

        Add("run", row.RunKey, DbType.Int64);
        Add("kind", (short)row.Kind, DbType.Int16);
        Add("step", row.Facts.StepId, DbType.Int32);
        Add("target", row.Facts.TargetStep, DbType.Int32);
        Add("position", row.Position, DbType.Int32);
        Add("message", row.MessageId, DbType.String);
        Add("name", row.Facts.Name, DbType.String);
        Add("type", row.Facts.Type, DbType.String);
        Add("concurrent", row.Facts.Concurrent, DbType.Int32);
        Add("body", row.Body, DbType.Binary);
        Add("created", row.CreatedAt, DbType.Int64);
        Add("event", row.EventId, DbType.String);
        Add("timeout", row.Timeout, DbType.String);
        Add("deadline", row.Deadline, DbType.Int64);
        Add("invoked", row.InvokedKey, DbType.Int64);
        return $"({string.Join(", ", names)})";
    }
}
