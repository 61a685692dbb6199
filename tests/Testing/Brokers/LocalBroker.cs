using System.Globalization;
using BusQStash.Testing.Processes;

namespace BusQStash.Testing.Brokers;

/// <summary>A RabbitMQ node as a private process: own folder, own loopback ports, own port mapper.</summary>
/// <remarks>
/// Erlang's port mapper (epmd) would detach itself and stay behind, so one runs in the foreground, on a port of its own,
/// before the node looks for it.
/// </remarks>
internal sealed class LocalBroker : IOwnedBroker
{
    /// <summary>A loaded machine needs much longer than the usual 5 to 10 seconds.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly RabbitMqInstallation _installation;
    private readonly TemporaryFolder _folder = TemporaryFolder.Create();
    private readonly LocalBrokerPorts _ports;
    private readonly Dictionary<string, string?> _environment;
    private ChildProcess? _epmd;
    private ChildProcess? _node;

    public LocalBroker(RabbitMqInstallation installation)
    {
        _installation = installation;
        _ports = LocalBrokerPorts.Take();
        _environment = Environment();
        WriteConfiguration();
    }

    public string Description => $"private RabbitMQ process on port {_ports.Amqp}";

    public string Url => $"amqp://guest:guest@127.0.0.1:{_ports.Amqp}";

    public string ManagementUrl => $"http://guest:guest@127.0.0.1:{_ports.Management}";

    public string Log => _node?.Output.Tail() ?? "";

    private string Data => _folder.Combine("data");

    public async Task StartAsync()
    {
        if (_node is { HasExited: false })
        {
            return;
        }

        _epmd ??= ChildProcess.Start(_installation.Command(
            _environment, "epmd", "-port", Text(_ports.Epmd), "-address", "127.0.0.1"));
        await Eventually.TrueAsync(() => FreePorts.AnswersAsync(_ports.Epmd), $"epmd on port {_ports.Epmd}");
        await ForgetNodeAsync();
        var node = _node = ChildProcess.Start(_installation.Command(_environment, "rabbitmq-server"));
        await Eventually.TrueAsync(() => AnswersAsync(node), $"a {Description}", StartLimit);
        if (node.HasExited)
        {
            throw new InvalidOperationException($"The {Description} ended at its start:\n{node.Output.Tail()}");
        }
    }

    public async Task KillAsync()
    {
        if (_node is { HasExited: false } node)
        {
            await node.KillAsync();
        }
    }

    public async Task StopAsync()
    {
        if (_node is { HasExited: false } node)
        {
            await ControlAsync("stop");
            await node.WaitForExitAsync(StartLimit);
        }
    }

    public Task WipeAsync()
    {
        Directory.Delete(Data, recursive: true);
        return Task.CompletedTask;
    }

    public async Task ControlAsync(params string[] arguments) =>
        await Tool.RunAsync(_installation.Command(_environment, "rabbitmqctl", arguments));

    public async ValueTask DisposeAsync()
    {
        await ForgetNodeAsync();
        if (_epmd is not null)
        {
            await _epmd.DisposeAsync();
        }

        _folder.Dispose();
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private async Task<bool> AnswersAsync(ChildProcess node) =>
        node.HasExited
        || (await AmqpGreeting.ComesAsync(_ports.Amqp) && await FreePorts.AnswersAsync(_ports.Management));

    private async Task ForgetNodeAsync()
    {
        if (_node is not null)
        {
            await _node.DisposeAsync();
            _node = null;
        }
    }

    private void WriteConfiguration()
    {
        File.WriteAllText(_folder.Combine("rabbitmq.conf"), $"""
            loopback_users = none
            management.tcp.ip = 127.0.0.1
            management.tcp.port = {_ports.Management}

            """);
        File.WriteAllText(_folder.Combine("enabled_plugins"), "[rabbitmq_management].\n");
        File.WriteAllText(_folder.Combine("rabbitmq-env.conf"), "");
    }

    private Dictionary<string, string?> Environment() => new()
    {
        ["HOME"] = _folder.FullPath,
        ["ERL_EPMD_PORT"] = Text(_ports.Epmd),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODENAME"] = $"busq{_ports.Amqp}@localhost",
        ["RABBITMQ_NODE_PORT"] = Text(_ports.Amqp),
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_DIST_PORT"] = Text(_ports.Distribution),
        ["RABBITMQ_MNESIA_BASE"] = Data,
        ["RABBITMQ_LOG_BASE"] = _folder.Combine("log"),
        ["RABBITMQ_LOGS"] = "-",
        ["RABBITMQ_PID_FILE"] = _folder.Combine("pid"),
        ["RABBITMQ_CONFIG_FILE"] = _folder.Combine("rabbitmq"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = _folder.Combine("enabled_plugins"),
        // An empty file keeps the system's own settings out.
        ["RABBITMQ_CONF_ENV_FILE"] = _folder.Combine("rabbitmq-env.conf"),
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
        ["BUSQ_RABBITMQ4_DATA"] = _folder.FullPath,
    };
}
