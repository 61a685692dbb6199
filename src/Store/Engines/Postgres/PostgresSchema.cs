using BusQStash.Store.Sql;
using BusQStash.Store.Startup;
using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>Creates the schema and runs the scripts it has not seen, each once.</summary>
/// <remarks>
/// All in one transaction under an advisory lock: of several processes that start at once one does the work and the others find it done,
/// and one that dies half-way leaves nothing behind.
/// </remarks>
internal sealed class PostgresSchema(NpgsqlDataSource dataSource) : IStoreSetup
{
    // "busqstas" in ASCII: any number will do, as long as it stays the same and nobody else locks it.
    private const long LockKey = 0x6275737173746173;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("select pg_advisory_xact_lock($1)", [LockKey], cancellationToken);
        await CreateSchemaAsync(connection, cancellationToken);
        var known = await connection.ListAsync("select version from schema_version", [], row => row.GetInt32(0), cancellationToken);
        var scripts = SchemaScripts.Read("Postgres");
        SchemaScripts.RefuseNewer("PostgreSQL", known.DefaultIfEmpty().Max(), scripts, "another database");
        foreach (var (version, sql) in scripts.Where(script => !known.Contains(script.Version)))
        {
            await connection.ExecuteAsync(sql, [], cancellationToken);
            await connection.ExecuteAsync("insert into schema_version (version) values ($1)", [version], cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    public string? Explain(Exception error) => PostgresFailures.Explain(error, dataSource.ConnectionString);

    private static async Task CreateSchemaAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // Asked first: "create schema if not exists" needs the right to create one even when it is there.
        var schemas = await connection.ListAsync(
            "select 1 from pg_namespace where nspname = $1", [PostgresDataSource.Schema], row => row.GetInt32(0), cancellationToken);
        if (schemas.Count == 0)
        {
            await connection.ExecuteAsync($"create schema {PostgresDataSource.Schema}", [], cancellationToken);
        }

        await connection.ExecuteAsync(
            "create table if not exists schema_version (version integer primary key, applied_at timestamptz not null default now())",
            [],
            cancellationToken);
    }
}
