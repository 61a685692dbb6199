using System.Globalization;
using BusQStash.Testing.Processes;

namespace BusQStash.Testing.Brokers;

/// <summary>The shared state of a cluster's nodes: a folder with Erlang's cookie, and a port mapper.</summary>
/// <remarks>
/// Erlang's port mapper (epmd) would detach itself and stay behind, so one runs in the foreground, on its own port,
/// before a node looks for it.
/// </remarks>
internal sealed class LocalBrokerHome(RabbitMqInstallation installation) : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.Create();
    private readonly int _port = FreePorts.One();
    private ChildProcess? _epmd;

    public RabbitMqInstallation Installation => installation;

    public string Folder => _folder.FullPath;

    /// <summary>Environment variables for every RabbitMQ program of this cluster.</summary>
    public Dictionary<string, string?> Environment() => new()
    {
        ["HOME"] = Folder,
        ["ERL_EPMD_PORT"] = Text(_port),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["BUSQ_RABBITMQ4_DATA"] = Folder,
    };

    public async Task StartAsync()
    {
        _epmd ??= ChildProcess.Start(installation.Command(Environment(), "epmd", "-port", Text(_port), "-address", "127.0.0.1"));
        await Eventually.TrueAsync(() => FreePorts.AnswersAsync(_port), $"epmd on port {_port}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_epmd is not null)
        {
            await _epmd.DisposeAsync();
        }

        _folder.Dispose();
    }

    internal static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
