using System.Globalization;
using BusQStash.Testing;
using BusQStash.Testing.Processes;

namespace BusQStash.Benchmarks.Peers.BullMq;

/// <summary>A private Redis with the persistence BullMQ's manual recommends.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.Create();
    private readonly ChildProcess _process;

    private RedisServer()
    {
        Port = FreePorts.One();
        _process = ChildProcess.Start(new ProcessCommand([
            "redis-server", "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", _folder.FullPath,
            "--appendonly", "yes", "--appendfsync", "everysec", "--maxmemory-policy", "noeviction",
        ]));
    }

    public int Port { get; }

    public int ProcessId => _process.Id;

    public static async Task<RedisServer> StartAsync()
    {
        var server = new RedisServer();
        try
        {
            await Eventually.TrueAsync(
                async () => server._process.HasExited || await FreePorts.AnswersAsync(server.Port), "a private Redis (apt-get install redis-server)");
            return server._process.HasExited
                ? throw new InvalidOperationException($"redis-server ended at its start:\n{server._process.Output.Tail()}")
                : server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }
}
