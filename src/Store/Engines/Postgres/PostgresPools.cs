using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>All connections to the ledger.</summary>
internal sealed class PostgresPools(
    NpgsqlDataSource everything,
    [FromKeyedServices(PostgresDataSource.HotPath)] NpgsqlDataSource hotPath,
    [FromKeyedServices(PostgresDataSource.Heartbeat)] NpgsqlDataSource heartbeat,
    [FromKeyedServices(Sql.ReadPool.Key)] NpgsqlDataSource reads)
{
    /// <summary>Uses none of them again: their server only reads now, and what it tells will soon be old. What is under way ends first.</summary>
    public void LetGo()
    {
        foreach (var pool in new[] { everything, hotPath, heartbeat, reads })
        {
            pool.Clear();
        }
    }
}
