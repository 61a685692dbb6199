using System.Data.Common;
using BusQStash.Store.Sql;
using BusQStash.Store.Tests.Harness;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace BusQStash.Store.Tests.Sql;

/// <summary>Most statements are written once for both engines, so both must have the same tables, columns and indexes. The differences are listed here.</summary>
public sealed class SchemaParityTests : IAsyncLifetime
{
    private readonly PostgresHarness _postgres = new();
    private readonly SqliteHarness _sqlite = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _postgres.StartAsync(None);
        await _sqlite.StartAsync(None);
    }

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        await _sqlite.DisposeAsync();
    }

    [Fact]
    public async Task Both_engines_have_the_same_columns_in_the_same_order()
    {
        var postgres = await OfPostgresAsync(
            """
            select table_name || '.' || column_name from information_schema.columns where table_schema = 'busqstash' order by table_name collate "C", ordinal_position
            """);
        var sqlite = await OfSqliteAsync(
            "select t.name || '.' || c.name from sqlite_master t join pragma_table_info(t.name) c where t.type = 'table' and t.name not like 'sqlite_%' order by t.name, c.cid");

        // Only PostgreSQL has a network between the program and its tables, and sequences; SQLite's version is in the file's header.
        Assert.Equal(["instance.slow", "schema_version.version", "schema_version.applied_at"], postgres.Except(sqlite));
        Assert.Equal(["counter.name", "counter.value"], sqlite.Except(postgres));
        Assert.Equal(postgres.Intersect(sqlite), sqlite.Intersect(postgres));
    }

    [Fact]
    public async Task Both_engines_require_the_same_values_and_have_the_same_defaults()
    {
        var postgres = await OfPostgresAsync(
            """
            select table_name || '.' || column_name || ' '
                || coalesce(case column_default when 'false' then '0' when 'true' then '1' else regexp_replace(column_default, '^''(-\d+)''::\w+$|::\w+$', '\1') end, is_nullable)
            from information_schema.columns c
            where table_schema = 'busqstash' and table_name <> 'schema_version' and column_name <> 'slow'
              and not exists (select from information_schema.key_column_usage k where k.table_schema = c.table_schema and k.table_name = c.table_name and k.column_name = c.column_name)
            """);
        var sqlite = await OfSqliteAsync(
            """
            select t.name || '.' || c.name || ' ' || coalesce(c.dflt_value, case c."notnull" when 1 then 'NO' else 'YES' end)
            from sqlite_master t join pragma_table_info(t.name) c
            where t.type = 'table' and t.name not like 'sqlite_%' and t.name <> 'counter' and c.pk = 0
            """);

        // Columns of keys are left out, and time is in the key of PostgreSQL's event alone.
        Assert.Empty(postgres.Except(sqlite));
        Assert.Equal(["event.time NO"], sqlite.Except(postgres));
    }

    [Fact]
    public async Task Both_engines_have_the_same_indexes()
    {
        var postgres = await OfPostgresAsync(
            "select indexname from pg_indexes where schemaname = 'busqstash' and indexname not like '%\\_pkey' order by indexname collate \"C\"");
        var sqlite = await OfSqliteAsync("select name from sqlite_master where type = 'index' and name not like 'sqlite_%' order by name");

        Assert.Equal(["message_parent"], postgres.Except(sqlite));
        Assert.Equal(["event_time", "queue_dedicated"], sqlite.Except(postgres));
    }

    [Fact]
    public void Both_engines_have_the_same_versions() =>
        Assert.Equal(SchemaScripts.Read("Postgres").Select(script => script.Version), SchemaScripts.Read("Sqlite").Select(script => script.Version));

    private async Task<List<string>> OfPostgresAsync(string sql)
    {
        await using var connection = await _postgres.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(None);
        return await ListAsync(connection, sql);
    }

    private async Task<List<string>> OfSqliteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_sqlite.Folder, "busqstash.db")};Mode=ReadOnly;Pooling=false");
        await connection.OpenAsync(None);
        return await ListAsync(connection, sql);
    }

    private static async Task<List<string>> ListAsync(DbConnection connection, string sql) =>
        (await connection.QueryAsync<string>(new CommandDefinition(sql, cancellationToken: None))).AsList();
}
