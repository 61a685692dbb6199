using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Instances;
using Npgsql;

namespace BusQStash.Store.FlowControl.Postgres;

/// <summary>Reported loads of workers in PostgreSQL.</summary>
internal sealed class PostgresWorkerLoads(NpgsqlDataSource dataSource, InstanceIdentity identity) : IWorkerLoads
{
    private const string Select =
        $"""
        select number, in_flight, capacity from instance
        where kind & 2 <> 0 and not leaving and heartbeat_at > {DatabaseClock.Now} - $1 order by number
        """;

    public async Task ReportAsync(int inFlight, int capacity, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "update instance set in_flight = $2, capacity = $3 where number = $1", [identity.Number, inFlight, capacity], cancellationToken);
    }

    public async Task<IReadOnlyList<WorkerLoad>> ListAsync(TimeSpan maxAge, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ListAsync(
            Select,
            [(long)maxAge.TotalMilliseconds],
            row => new WorkerLoad(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2)),
            cancellationToken);
    }
}
