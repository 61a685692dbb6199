using BusQStash.Testing.Processes;

namespace BusQStash.Testing.Brokers;

/// <summary>A RabbitMQ node as a private process with its own folder and loopback ports.</summary>
internal sealed class LocalBroker : IOwnedBroker
{
    /// <summary>A loaded machine needs much longer than the usual 5 to 10 seconds.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    /// <summary>
    /// A node of RabbitMQ 3.10 may end at its start while another node of its cluster starts ("incompatible_feature_flags": it asks the
    /// other for its feature flags before that has loaded them). A service manager starts it again, and so do the tests.
    /// </summary>
    private const int Starts = 3;

    /// <summary>
    /// The line of RabbitMQ's log after which a node takes part in everything. Its ports answer earlier: a virtual host that is made in between
    /// never starts on this node.
    /// </summary>
    private const string StartupComplete = "Server startup complete";

    private readonly LocalBrokerHome _home;
    private readonly bool _ownsHome;
    private readonly BrokerTls? _tls;
    private readonly LocalBrokerPorts _ports = LocalBrokerPorts.Take();
    private readonly Dictionary<string, string?> _environment;
    private ChildProcess? _node;

    /// <summary>A single-node broker.</summary>
    public LocalBroker(RabbitMqInstallation installation, BrokerTls? tls = null)
        : this(new LocalBrokerHome(installation), tls, []) => _ownsHome = true;

    /// <summary>A node of a cluster.</summary>
    /// <param name="home">The state shared with the other nodes.</param>
    /// <param name="tls">TLS settings, if it uses TLS.</param>
    /// <param name="configuration">Configuration lines beyond those of every node.</param>
    public LocalBroker(LocalBrokerHome home, BrokerTls? tls, IEnumerable<string> configuration)
    {
        _home = home;
        _tls = tls;
        Directory.CreateDirectory(Folder);
        _environment = Environment();
        WriteConfiguration(configuration);
        WriteCertificates();
    }

    /// <summary>Its name in a cluster.</summary>
    public string Name => $"busq{_ports.Amqp}@localhost";

    /// <summary>The port of AMQP, with TLS if the node uses TLS.</summary>
    public int Port => _ports.Amqp;

    public string Description => $"private RabbitMQ process on port {_ports.Amqp}";

    public string Url => $"{(_tls is null ? "amqp" : "amqps")}://guest:guest@127.0.0.1:{_ports.Amqp}";

    public string ManagementUrl => $"http://guest:guest@127.0.0.1:{_ports.Management}";

    public string Log => _node?.Output.Tail() ?? "";

    public bool IsRunning => _node is { HasExited: false };

    private string Folder => Path.Combine(_home.Folder, Name);

    private string Data => Path.Combine(Folder, "data");

    public async Task StartAsync()
    {
        if (IsRunning)
        {
            return;
        }

        await LaunchAsync();
        await WaitUntilReadyAsync();
    }

    /// <summary>Starts the node without waiting for it: a stopped one may wait for others of its cluster.</summary>
    public async Task LaunchAsync()
    {
        await _home.StartAsync();
        await ForgetNodeAsync();
        _node = ChildProcess.Start(_home.Installation.Command(_environment, "rabbitmq-server"));
    }

    /// <summary>Returns when the node serves AMQP and the management API, and its start is complete.</summary>
    public async Task WaitUntilReadyAsync()
    {
        for (var start = 1; ; start++)
        {
            var node = _node ?? throw new InvalidOperationException("The node was not started.");
            await Eventually.TrueAsync(() => AnswersAsync(node), $"a {Description}", StartLimit);
            if (!node.HasExited)
            {
                return;
            }

            if (start == Starts)
            {
                throw new InvalidOperationException($"The {Description} ended at its start:\n{node.Output.Tail()}");
            }

            await LaunchAsync();
        }
    }

    public async Task KillAsync()
    {
        if (_node is { HasExited: false } node)
        {
            await node.KillAsync();
        }
    }

    /// <summary>Suspends the node; its connections stay open.</summary>
    public void Freeze() => _node!.SendToGroup(ProcessSignal.Stop);

    /// <summary>Resumes the node.</summary>
    public void Resume() => _node!.SendToGroup(ProcessSignal.Continue);

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
        await Tool.RunAsync(_home.Installation.Command(_environment, "rabbitmqctl", arguments));

    /// <summary>Replaces the node's certificate; its next connections use the new one.</summary>
    public async Task RenewCertificateAsync(string certificate)
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, "node.pem"), certificate);
        await ControlAsync("eval", "ssl:clear_pem_cache().");
    }

    public async ValueTask DisposeAsync()
    {
        await ForgetNodeAsync();
        if (_ownsHome)
        {
            await _home.DisposeAsync();
        }
    }

    private async Task<bool> AnswersAsync(ChildProcess node) =>
        node.HasExited
        || (await (_tls is null ? AmqpGreeting.ComesAsync(_ports.Amqp) : FreePorts.AnswersAsync(_ports.Amqp))
            && await FreePorts.AnswersAsync(_ports.Management)
            && node.Output.Lines.Any(line => line.Contains(StartupComplete, StringComparison.Ordinal)));

    private async Task ForgetNodeAsync()
    {
        if (_node is not null)
        {
            await _node.DisposeAsync();
            _node = null;
        }
    }

    private void WriteConfiguration(IEnumerable<string> configuration)
    {
        string[] lines =
        [
            "loopback_users = none",
            "management.tcp.ip = 127.0.0.1",
            $"management.tcp.port = {_ports.Management}",
            .. Listeners(),
            .. configuration,
            "",
        ];
        File.WriteAllLines(Path.Combine(Folder, "rabbitmq.conf"), lines);
        File.WriteAllText(Path.Combine(Folder, "enabled_plugins"), "[rabbitmq_management,rabbitmq_auth_mechanism_ssl].\n");
        File.WriteAllText(Path.Combine(Folder, "rabbitmq-env.conf"), "");
    }

    private IEnumerable<string> Listeners() => _tls is null
        ? [$"listeners.tcp.1 = 127.0.0.1:{_ports.Amqp}"]
        :
        [
            "listeners.tcp = none",
            $"listeners.ssl.1 = 127.0.0.1:{_ports.Amqp}",
            $"ssl_options.cacertfile = {Path.Combine(Folder, "authority.pem")}",
            $"ssl_options.certfile = {Path.Combine(Folder, "node.pem")}",
            $"ssl_options.keyfile = {Path.Combine(Folder, "node.pem")}",
            $"ssl_options.verify = {(_tls.AsksClients ? "verify_peer" : "verify_none")}",
            $"ssl_options.fail_if_no_peer_cert = {(_tls.AsksClients ? "true" : "false")}",
            "ssl_cert_login_from = common_name",
            "auth_mechanisms.1 = PLAIN",
            "auth_mechanisms.2 = EXTERNAL",
        ];

    private void WriteCertificates()
    {
        if (_tls is not null)
        {
            File.WriteAllText(Path.Combine(Folder, "authority.pem"), _tls.Authority);
            File.WriteAllText(Path.Combine(Folder, "node.pem"), _tls.Certificate);
        }
    }

    private Dictionary<string, string?> Environment() => new(_home.Environment())
    {
        ["RABBITMQ_NODENAME"] = Name,
        ["RABBITMQ_DIST_PORT"] = LocalBrokerHome.Text(_ports.Distribution),
        ["RABBITMQ_MNESIA_BASE"] = Data,
        ["RABBITMQ_LOG_BASE"] = Path.Combine(Folder, "log"),
        ["RABBITMQ_LOGS"] = "-",
        ["RABBITMQ_PID_FILE"] = Path.Combine(Folder, "pid"),
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(Folder, "rabbitmq"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(Folder, "enabled_plugins"),
        // An empty file overrides the system's settings.
        ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(Folder, "rabbitmq-env.conf"),
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
    };
}
