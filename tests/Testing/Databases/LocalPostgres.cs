using System.Globalization;
using BusQStash.Testing.Processes;
using Npgsql;

namespace BusQStash.Testing.Databases;

/// <summary>A PostgreSQL server as a private process with its own folder and loopback port.</summary>
internal sealed class LocalPostgres : IOwnedPostgres
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly PostgresInstallation _installation;
    private readonly LocalPostgres? _primary;
    private readonly int? _link;
    private readonly TemporaryFolder _folder = TemporaryFolder.Create();
    private readonly int _port = FreePorts.One();
    private ChildProcess? _server;

    /// <param name="installation">The server's programs.</param>
    /// <param name="primary">The running primary to follow, if this is a standby.</param>
    /// <param name="link">The port over which it receives the primary's changes; the primary's own if not given.</param>
    public LocalPostgres(PostgresInstallation installation, LocalPostgres? primary = null, int? link = null)
    {
        _installation = installation;
        _primary = primary;
        _link = link ?? primary?.Port;
    }

    /// <summary>The standby's name in the primary's settings.</summary>
    public const string StandbyName = "standby";

    public int Port => _port;

    public string Description => $"private PostgreSQL process on port {_port}";

    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres";

    private string Home => _folder.Combine("home");

    private string Data => Path.Combine(Home, "data");

    public async Task StartAsync()
    {
        if (!Directory.Exists(Data))
        {
            await InitializeAsync();
        }

        // After a crash the server may refuse to start until the last process of its predecessor is gone, so starting is retried.
        await Eventually.TrueAsync(AnswersAsync, $"a {Description}", StartLimit);
    }

    public async Task KillAsync()
    {
        if (_server is { HasExited: false } server)
        {
            await server.KillAsync();
        }
    }

    public async Task StopAsync()
    {
        if (_server is { HasExited: false } server)
        {
            // SIGINT is the server's fast shutdown: it ends the sessions and writes a checkpoint.
            server.Send(ProcessSignal.Interrupt);
            await server.WaitForExitAsync(StartLimit);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task InitializeAsync()
    {
        // The parent folder is owned by root, so the server's user needs permission to pass through it.
        await Tool.RunAsync(new ProcessCommand(["chmod", "711", _folder.FullPath]));
        await PostgresInstallation.MakeFolderAsync(Home);
        await Tool.RunAsync(_primary is null
            ? _installation.Command(Home, "initdb", "--pgdata", Data, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
            : _installation.Command(
                Home, "pg_basebackup", "--pgdata", Data, "--host=127.0.0.1", $"--port={Text(_primary.Port)}", "--username=postgres", "--write-recovery-conf", "--checkpoint=fast", "--no-sync"));
    }

    private async Task<bool> AnswersAsync()
    {
        if (_server is null or { HasExited: true })
        {
            await LaunchAsync();
        }

        await using var source = NpgsqlDataSource.Create(ConnectionString + ";Pooling=false;Timeout=5");
        await using var command = source.CreateCommand("select 1");
        return await command.ExecuteScalarAsync() is 1;
    }

    private async Task LaunchAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _server = ChildProcess.Start(_installation.Command(
            Home,
            "postgres",
            [
                "-D", Data,
                "-p", Text(_port),
                "-c", "listen_addresses=127.0.0.1",
                "-c", $"unix_socket_directories={Home}",
                "-c", "max_connections=300",
                "-c", "fsync=on",
                .. _link is not { } port ? Array.Empty<string>() : ["-c", $"primary_conninfo=host=127.0.0.1 port={Text(port)} user=postgres application_name={StandbyName}"],
            ]));
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
