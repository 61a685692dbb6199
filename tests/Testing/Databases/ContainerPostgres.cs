using System.Globalization;
using BusQStash.Testing.Processes;
using DotNet.Testcontainers.Containers;
using Npgsql;
using Testcontainers.PostgreSql;

namespace BusQStash.Testing.Databases;

/// <summary>A PostgreSQL server in a container; its port and its data survive a crash.</summary>
internal sealed class ContainerPostgres : IOwnedPostgres
{
    private const string Image = "postgres:17";

    private readonly int _port = FreePorts.One();
    private PostgreSqlContainer? _container;

    public string Description => $"{Image} on port {_port}";

    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Username = PostgreSqlBuilder.DefaultUsername,
        Password = PostgreSqlBuilder.DefaultPassword,
        Database = "postgres",
    }.ConnectionString;

    public async Task StartAsync()
    {
        _container ??= new PostgreSqlBuilder(Image)
            .WithPortBinding(_port.ToString(CultureInfo.InvariantCulture), "5432")
            .WithCommand("-c", "max_connections=300", "-c", "fsync=on")
            .Build();
        await _container.StartAsync();
    }

    public async Task KillAsync()
    {
        if (_container is { State: TestcontainersStates.Running } container)
        {
            // The server is the container's first process and cannot be SIGKILLed from inside. An immediate shutdown is as
            // abrupt: it writes no checkpoint, and the next start recovers.
            await container.ExecAsync(["sh", "-c", "kill -QUIT 1"]);
            await Eventually.TrueAsync(async () => !await FreePorts.AnswersAsync(_port), "the killed server to be gone");
        }
    }

    public async Task StopAsync()
    {
        if (_container is not null)
        {
            await _container.StopAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_container is not null)
        {
            await _container.DisposeAsync();
        }
    }
}
