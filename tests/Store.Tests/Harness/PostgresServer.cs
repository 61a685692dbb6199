using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace BusQStash.Store.Tests.Harness;

/// <summary>
/// The PostgreSQL server of this test run: the one named by <c>BUSQ_TEST_POSTGRES</c>, else a private one that lives as long as the run.
/// </summary>
public static class PostgresServer
{
    private static readonly Lazy<Task<string>> Address = new(FindAsync);

    /// <summary>Connection string of a fresh, empty database.</summary>
    public static async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(await Address.Value);
        var name = $"busq_{Guid.NewGuid():N}";
        await ExecuteAsync(settings.ConnectionString, $"create database {name}", cancellationToken);
        settings.Database = name;
        return settings.ConnectionString;
    }

    public static async Task DropDatabaseAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await ExecuteAsync(await Address.Value, $"drop database if exists {name} with (force)", CancellationToken.None);
    }

    private static async Task<string> FindAsync() =>
        Environment.GetEnvironmentVariable("BUSQ_TEST_POSTGRES") is { Length: > 0 } given ? given : await StartAsync();

    private static async Task<string> StartAsync()
    {
        var programs = Directory.GetDirectories("/usr/lib/postgresql").Order().Last() + "/bin";
        var folder = Path.Combine(Path.GetTempPath(), $"busq-pg-{Guid.NewGuid():N}");
        var port = FreePort();
        await RunAsync($"{programs}/initdb -D {folder} -A trust -U postgres -E UTF8 --locale=C.UTF-8");
        var settings = $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=/tmp -c max_connections=300 -c fsync=off";
        await RunAsync($"{programs}/pg_ctl start -w -D {folder} -l {folder}/log -o '{settings}'");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            RunAsync($"{programs}/pg_ctl stop -m immediate -D {folder}; rm -rf {folder}").Wait();
        };
        return $"Host=127.0.0.1;Port={port.ToString(CultureInfo.InvariantCulture)};Username=postgres;Database=postgres";
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static async Task RunAsync(string commands)
    {
        var start = Environment.UserName == "root"
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", "sh", "-c", commands])
            : new ProcessStartInfo("sh", ["-c", commands]);
        start.WorkingDirectory = "/tmp";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"Exit code {process.ExitCode} from: {commands}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task ExecuteAsync(string connectionString, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
