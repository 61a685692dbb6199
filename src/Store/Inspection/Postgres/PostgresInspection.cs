using System.Diagnostics;
using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Instances.Postgres;
using BusQStash.Store.Sql;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BusQStash.Store.Inspection.Postgres;

/// <summary>Inspects a ledger in PostgreSQL through its catalogs: no table need exist.</summary>
internal sealed class PostgresInspection([FromKeyedServices(ReadPool.Key)] NpgsqlDataSource dataSource, TimeProvider time) : ILedgerInspection
{
    private const string Settings =
        """
        select name || '=' || setting from pg_settings
        where (name in ('fsync', 'full_page_writes') and setting = 'off') or (name = 'synchronous_commit' and setting = 'off')
        order by 1
        """;

    /// <summary>Before the first start, the right to create the schema; afterwards, the rights in it.</summary>
    private const string Rights =
        $"""
        select 'create on database ' || current_database()
        where not exists (select 1 from pg_namespace where nspname = '{PostgresDataSource.Schema}')
          and not has_database_privilege(current_database(), 'create')
        union all
        select what || ' on schema {PostgresDataSource.Schema}' from pg_namespace n cross join (values ('usage'), ('create')) w (what)
        where n.nspname = '{PostgresDataSource.Schema}' and not has_schema_privilege(n.oid, what)
        union all
        select what || ' on table {PostgresDataSource.Schema}.' || c.relname
        from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join (values ('select'), ('insert'), ('update'), ('delete')) w (what)
        where n.nspname = '{PostgresDataSource.Schema}' and c.relkind in ('r', 'p') and not has_table_privilege(c.oid, what)
        union all -- asking for a table that is no sequence is an error, and which condition comes first is the planner's choice
        select 'usage on sequence {PostgresDataSource.Schema}.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = '{PostgresDataSource.Schema}' and case when c.relkind = 'S' then not has_sequence_privilege(c.oid, 'usage') else false end
        """;

    private const string HasTables =
        $"""
        select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = '{PostgresDataSource.Schema}' and c.relname in ('schema_version', 'setting', 'schedule')
          and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
        """;

    public async Task<LedgerCondition> LookAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var version = await TextAsync("select current_setting('server_version')");
        var (ahead, uncertainty) = await ClockAsync(connection, cancellationToken);
        var scripts = SchemaScripts.Read("Postgres");
        var condition = new LedgerCondition
        {
            Database = $"PostgreSQL {version.Split(' ')[0]}",
            Schema = 0,
            BaselineSchema = scripts[0].Version,
            KnownSchema = scripts[^1].Version,
            ClockAhead = ahead,
            ClockUncertainty = uncertainty,
            MissingRights = await ListAsync(Rights),
            Risks = await ListAsync(Settings),
        };
        return await TextAsync($"select ({HasTables})::text") == "3"
            ? condition with
            {
                Schema = (await connection.ListAsync("select coalesce(max(version), 0) from schema_version", [], row => row.GetInt32(0), cancellationToken)).Single(),
                Id = await PostgresLedgerIdentity.FindAsync(connection, cancellationToken),
                Crons = await ListAsync("select distinct cron from schedule"),
            }
            : condition;

        async Task<string> TextAsync(string sql) => (await ListAsync(sql)).Single();

        async Task<List<string>> ListAsync(string sql) => [.. await connection.ListAsync(sql, [], row => row.GetString(0), cancellationToken)];
    }

    /// <summary>Compares the database's clock with this machine's at the middle of the query. The second query is used, because its connection is warm.</summary>
    private async Task<(TimeSpan Ahead, TimeSpan Doubt)> ClockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string ask = $"select {DatabaseClock.Now}";
        await connection.ListAsync(ask, [], row => row.GetInt64(0), cancellationToken);
        var before = time.GetUtcNow();
        var started = Stopwatch.GetTimestamp();
        var there = (await connection.ListAsync(ask, [], row => row.GetInt64(0), cancellationToken)).Single();
        var half = Stopwatch.GetElapsedTime(started) / 2;
        return (DateTimeOffset.FromUnixTimeMilliseconds(there) - (before + half), half);
    }
}
