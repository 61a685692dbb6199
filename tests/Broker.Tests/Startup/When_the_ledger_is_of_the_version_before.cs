using System.Text.Json;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Sql;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Processes;
using BusQStash.Testing.Programs;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit;

namespace BusQStash.Broker.Tests.Startup;

/// <summary>An upgrade: the program meets a ledger that its predecessor made and left messages in.</summary>
/// <remarks>
/// The ledger is made by every script but the last. What is in it was written by this program into a ledger of its own version and copied over, as far as the older tables
/// have the columns.
/// </remarks>
public sealed class When_the_ledger_is_of_the_version_before(TestBed bed)
{
    [Fact]
    public async Task An_SQLite_ledger_is_brought_up_and_its_messages_are_delivered()
    {
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook();
        var scripts = SchemaScripts.Read("Sqlite");
        using var folder = TemporaryFolder.Create();
        var settings = new Dictionary<string, string> { [SettingNames.DataDirectory] = folder.FullPath };
        await FillAsync(settings, hook);
        File.Move(folder.Combine("busqstash.db"), folder.Combine("new.db"));
        File.Delete(folder.Combine("busqstash.db-wal"));
        await MakeOlderSqliteAsync(folder, [.. scripts.SkipLast(1)]);

        await ServeAsync(settings, hook);

        Assert.Equal(scripts[^1].Version, await SqliteVersionAsync(folder));
    }

    [Fact]
    public async Task A_PostgreSQL_ledger_is_brought_up_and_its_messages_are_delivered()
    {
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook();
        var scripts = SchemaScripts.Read("Postgres");
        await using var database = await bed.Database.CreateAsync();
        var settings = new Dictionary<string, string> { [SettingNames.Postgres] = database.ConnectionString, [SettingNames.AllowPrivateNetworks] = "true" };
        await FillAsync(settings, hook);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await MakeOlderPostgresAsync(source, [.. scripts.SkipLast(1)]);

        await ServeAsync(settings, hook);

        await using var version = source.CreateCommand("select max(version) from busqstash.schema_version");
        Assert.Equal(scripts[^1].Version, await version.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Three messages of a paused queue: accepted, not attempted.</summary>
    private static async Task FillAsync(Dictionary<string, string> settings, Hook hook)
    {
        await using var api = await BusQStashProcess.StartApiAsync(settings);
        await SendAsync(api, HttpMethod.Post, "v2/queues/orders/pause");
        for (var number = 1; number <= 3; number++)
        {
            await SendAsync(api, HttpMethod.Post, $"v2/enqueue/orders/{hook.Url}", $"{number}");
        }

        Assert.Equal(0, await api.TerminateAsync());
    }

    private static async Task ServeAsync(Dictionary<string, string> settings, Hook hook)
    {
        await using var api = await BusQStashProcess.StartApiAsync(settings);
        await SendAsync(api, HttpMethod.Post, "v2/queues/orders/resume");
        await SendAsync(api, HttpMethod.Post, $"v2/enqueue/orders/{hook.Url}", "4");

        var requests = await hook.WaitForEndedAsync(4);

        Assert.Equal(["1", "2", "3", "4"], requests.Select(request => request.Text));
        using var logs = JsonDocument.Parse(await api.Http.GetStringAsync("v2/logs", TestContext.Current.CancellationToken));
        Assert.NotEmpty(logs.RootElement.GetProperty("logs").EnumerateArray());
    }

    private static async Task SendAsync(BusQStashProcess api, HttpMethod method, string path, string body = "")
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body) };
        using var answer = await api.Http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task MakeOlderSqliteAsync(TemporaryFolder folder, (int Version, string Sql)[] scripts)
    {
        await using var connection = new SqliteConnection($"Data Source={folder.Combine("busqstash.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        SqliteFunctions.AddTo(connection);
        await ExecuteAsync(connection, string.Join('\n', scripts.Select(script => script.Sql)));
        await ExecuteAsync(connection, $"pragma user_version = {scripts[^1].Version}; attach '{folder.Combine("new.db")}' as newer");
        foreach (var table in await ListAsync(connection, "select name from main.sqlite_master where type = 'table' and name not like 'sqlite_%'"))
        {
            var columns = await ListAsync(
                connection, $"select name from pragma_table_info('{table}', 'main') where name in (select name from pragma_table_info('{table}', 'newer'))");
            var names = string.Join(", ", columns.Select(column => $"\"{column}\""));
            await ExecuteAsync(connection, $"insert or replace into main.\"{table}\" ({names}) select {names} from newer.\"{table}\"");
        }
    }

    private static async Task<long> SqliteVersionAsync(TemporaryFolder folder)
    {
        await using var connection = new SqliteConnection($"Data Source={folder.Combine("busqstash.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "pragma user_version";
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static async Task MakeOlderPostgresAsync(NpgsqlDataSource source, (int Version, string Sql)[] scripts)
    {
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(connection, "alter schema busqstash rename to newer; create schema busqstash; set search_path = busqstash");
        await ExecuteAsync(connection, "create table schema_version (version integer primary key, applied_at timestamptz not null default now())");
        await ExecuteAsync(connection, string.Join('\n', scripts.Select(script => script.Sql)));
        await ExecuteAsync(connection, "set session_replication_role = replica");
        foreach (var table in await ListAsync(connection, "select table_name from information_schema.tables where table_schema = 'busqstash' and table_type = 'BASE TABLE'"))
        {
            var columns = await ListAsync(connection, $"""
                select column_name from information_schema.columns one where table_schema = 'busqstash' and table_name = '{table}' and is_generated = 'NEVER'
                and exists (select from information_schema.columns where table_schema = 'newer' and table_name = '{table}' and column_name = one.column_name)
                """);
            var names = string.Join(", ", columns.Select(column => $"\"{column}\""));
            await ExecuteAsync(connection, $"delete from busqstash.\"{table}\"");
            await ExecuteAsync(connection, $"insert into busqstash.\"{table}\" ({names}) overriding system value select {names} from newer.\"{table}\"");
        }

        await ExecuteAsync(connection, $"delete from busqstash.schema_version where version > {scripts[^1].Version}");
        foreach (var sequence in await ListAsync(connection, "select sequencename from pg_sequences where schemaname = 'busqstash'"))
        {
            await ExecuteAsync(
                connection,
                $"select setval('busqstash.\"{sequence}\"', coalesce(last_value, 1), last_value is not null) from pg_sequences where schemaname = 'newer' and sequencename = '{sequence}'");
        }

        await ExecuteAsync(connection, "drop schema newer cascade");
    }

    private static async Task ExecuteAsync(System.Data.Common.DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<List<string>> ListAsync(System.Data.Common.DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
