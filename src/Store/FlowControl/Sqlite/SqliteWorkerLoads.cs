using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Instances;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.FlowControl.Sqlite;

/// <summary>The load of the single process on SQLite.</summary>
internal sealed class SqliteWorkerLoads(SqliteDatabase database, SqliteWriter writer, InstanceIdentity identity, TimeProvider clock) : IWorkerLoads
{
    public Task ReportAsync(int inFlight, int capacity, CancellationToken cancellationToken) => writer.WriteAsync(
        session => session.Execute(
            "update instance set in_flight = @inFlight, capacity = @capacity where number = @number", inFlight, capacity, identity.Number),
        cancellationToken);

    public async Task<IReadOnlyList<WorkerLoad>> ListAsync(TimeSpan maxAge, CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var rows = await connection.QueryAsync<(long Number, long InFlight, long Capacity)>(
            """
            select number, in_flight, capacity from instance
            where kind & @worker <> 0 and heartbeat_at > @time and not leaving order by number
            """,
            new { worker = (int)InstanceKind.Worker, time = (clock.GetUtcNow() - maxAge).ToUnixTimeMilliseconds() },
            cancellationToken);
        return [.. rows.Select(row => new WorkerLoad((int)row.Number, (int)row.InFlight, (int)row.Capacity))];
    }
}
