namespace BusQStash.Testing.Databases;

/// <summary>A PostgreSQL server for one test, which may crash and stop it. Its address never changes.</summary>
public sealed class PrivateDatabaseServer : IAsyncDisposable
{
    private readonly IOwnedPostgres _server;

    private PrivateDatabaseServer(IOwnedPostgres server) => _server = server;

    public string ConnectionString => _server.ConnectionString;

    /// <summary>A new, empty, running server.</summary>
    public static async Task<PrivateDatabaseServer> CreateAsync() => new(await OwnedPostgres.StartAsync());

    /// <summary>Starts a killed or stopped server; returns when it answers queries.</summary>
    public Task StartAsync() => _server.StartAsync();

    /// <summary>Crashes the server.</summary>
    public Task KillAsync() => _server.KillAsync();

    /// <summary>Stops the server cleanly and ends every session.</summary>
    public Task StopAsync() => _server.StopAsync();

    /// <summary>Stops the server cleanly, if it runs, and starts it on the same data.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
