using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>All connection pools of the ledger.</summary>
internal sealed class PostgresPools(
    NpgsqlDataSource everything,
    [FromKeyedServices(PostgresDataSource.HotPath)] NpgsqlDataSource hotPath,
    [FromKeyedServices(PostgresDataSource.Heartbeat)] NpgsqlDataSource heartbeat,
    [FromKeyedServices(Sql.ReadPool.Key)] NpgsqlDataSource reads)
{
    /// <summary>Discards all connections, because their server has become read-only and its data will soon be stale. Statements in progress finish first.</summary>
    public void LetGo()
    {
        foreach (var pool in new[] { everything, hotPath, heartbeat, reads })
        {
            pool.Clear();
        }
    }
}
