using BusQStash.Store.Sql;
using BusQStash.Store.Startup;
using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>Creates the schema and runs each script once.</summary>
/// <remarks>
/// Everything runs in one transaction under an advisory lock: if several processes start at once, one migrates and the others find the schema current; a process that dies in the
/// middle leaves nothing behind.
/// </remarks>
internal sealed class PostgresSchema(NpgsqlDataSource dataSource) : IStoreSetup
{
    // "busqstas" in ASCII: any number will do, as long as it never changes and no other program locks it.
    private const long LockKey = 0x6275737173746173;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("select pg_advisory_xact_lock($1)", [LockKey], cancellationToken);
        await CreateSchemaAsync(connection, cancellationToken);
        var known = await connection.ListAsync("select version from schema_version", [], row => row.GetInt32(0), cancellationToken);
        var scripts = SchemaScripts.Read("Postgres");
        SchemaScripts.RefuseForeign("PostgreSQL", known.DefaultIfEmpty().Max(), scripts, "another database");
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
        // Checked first, because "create schema if not exists" requires the right to create a schema even if it exists.
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
