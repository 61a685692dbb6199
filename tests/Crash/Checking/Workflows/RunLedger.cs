using System.Text;
using BusQStash.Crash.Runs;
using BusQStash.Store.Workflows;
using Npgsql;

namespace BusQStash.Crash.Checking.Workflows;

/// <summary>Reads workflow runs directly from the ledger, not through the product.</summary>
internal sealed class RunLedger(string connectionString)
{
    private const string Steps =
        """
        select run_key, kind, step_id, target_step, coalesce(message_id, ''), body, position, created_at, deadline, invoked_key from busqstash.workflow_step
        """;

    private const string Runs =
        """
        select run_key, run_id, created_at, url, state, completed_at, response, invoker_key, failure_state,
               (select count(*) from busqstash.workflow_waiter w where w.run_key = r.run_key)
        from busqstash.workflow_run r order by run_key
        """;

    public async Task<IReadOnlyList<LedgerRun>> ReadAsync(string sinkUrl)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        var steps = (await ReadAsync(source, Steps, reader => (Run: reader.GetInt64(0), Step: Step(reader)))).ToLookup(row => row.Run, row => row.Step);
        return await ReadAsync(source, Runs, reader => Run(reader, sinkUrl) with { Steps = [.. steps[reader.GetInt64(0)]] });
    }

    private static LedgerStep Step(NpgsqlDataReader row) =>
        new((StepKind)row.GetInt16(1), row.GetInt32(2), row.GetInt32(3), row.GetString(4), Encoding.UTF8.GetString((byte[])row[5]))
        {
            Position = row.IsDBNull(6) ? null : row.GetInt32(6),
            CreatedAt = MachineClock.FromUnixMilliseconds(row.GetInt64(7)),
            Deadline = row.IsDBNull(8) ? null : MachineClock.FromUnixMilliseconds(row.GetInt64(8)),
            InvokedKey = row.IsDBNull(9) ? null : row.GetInt64(9),
        };

    private static LedgerRun Run(NpgsqlDataReader row, string sinkUrl) =>
        new(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3)[sinkUrl.Length..], (RunState)row.GetInt16(4))
        {
            CompletedAt = row.IsDBNull(5) ? null : MachineClock.FromUnixMilliseconds(row.GetInt64(5)),
            Response = row.IsDBNull(6) ? "" : Encoding.UTF8.GetString((byte[])row[6]),
            InvokerKey = row.IsDBNull(7) ? null : row.GetInt64(7),
            Failure = row.IsDBNull(8) ? null : (FailureState)row.GetInt16(8),
            Waiters = (int)row.GetInt64(9),
        };

    private static async Task<IReadOnlyList<T>> ReadAsync<T>(NpgsqlDataSource source, string query, Func<NpgsqlDataReader, T> read)
    {
        await using var command = source.CreateCommand(query);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
