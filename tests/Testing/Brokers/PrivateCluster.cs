using System.Globalization;

namespace BusQStash.Testing.Brokers;

/// <summary>A cluster of RabbitMQ nodes on this machine for one test, which may kill, stop, freeze and start them.</summary>
public sealed class PrivateCluster : IAsyncDisposable
{
    private readonly LocalBrokerHome _home;
    private readonly List<LocalBroker> _nodes = [];
    private readonly string _scheme;

    private PrivateCluster(RabbitMqInstallation installation, int nodes, BrokerTls? tls)
    {
        _home = new LocalBrokerHome(installation);
        _scheme = tls is null ? "amqp" : "amqps";
        for (var number = 0; number < nodes; number++)
        {
            _nodes.Add(new LocalBroker(_home, tls, ClusterOf(_nodes)));
        }
    }

    /// <summary>Number of nodes.</summary>
    public int Count => _nodes.Count;

    /// <summary>A new, empty, running cluster.</summary>
    public static async Task<PrivateCluster> CreateAsync(int nodes = 3, BrokerTls? tls = null)
    {
        var installation = (RabbitMqInstallation.Is4Wanted ? await RabbitMqInstallation.Unpack4Async() : RabbitMqInstallation.FindLocal())
            ?? throw new InvalidOperationException("The tests need a RabbitMQ on this machine for a cluster of nodes: install rabbitmq-server.");
        var cluster = new PrivateCluster(installation, nodes, tls);
        try
        {
            // The other nodes join the first.
            await cluster._nodes[0].StartAsync();
            await Task.WhenAll(cluster._nodes.Skip(1).Select(node => node.StartAsync()));
            await cluster.WaitUntilWholeAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Address that lists all nodes.</summary>
    /// <param name="virtualHost">Virtual host; the default one if not given.</param>
    /// <param name="credentials">User and password; none if empty.</param>
    public string Url(string virtualHost = "", string credentials = "guest:guest@") => string.Create(
        CultureInfo.InvariantCulture,
        $"{_scheme}://{credentials}{string.Join(',', _nodes.Select(node => $"127.0.0.1:{node.Port}"))}/{virtualHost}");

    /// <summary>Address of one node.</summary>
    public string UrlOf(int node, string credentials = "guest:guest@") => string.Create(
        CultureInfo.InvariantCulture, $"{_scheme}://{credentials}127.0.0.1:{_nodes[node].Port}");

    /// <summary>The name of a node in the cluster.</summary>
    public string NameOf(int node) => _nodes[node].Name;

    /// <summary>The management API of a node.</summary>
    public RabbitMqManagement ManagementOf(int node) => new(_nodes[node].ManagementUrl);

    /// <summary>Starts a killed or stopped node; returns when it serves AMQP.</summary>
    public Task StartAsync(int node) => _nodes[node].StartAsync();

    /// <summary>Starts every stopped node and resumes every suspended one; returns when each knows of every other.</summary>
    public async Task StartAllAsync()
    {
        foreach (var node in _nodes.Where(node => node.IsRunning))
        {
            node.Resume();
        }

        await Task.WhenAll(_nodes.Select(node => node.StartAsync()));
        try
        {
            await WaitUntilWholeAsync(TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException)
        {
            // The others drop a node that was suspended for too long. RabbitMQ may then stay split until it is restarted.
            await Task.WhenAll(_nodes.Select(node => node.KillAsync()));
            await Task.WhenAll(_nodes.Select(node => node.StartAsync()));
            await WaitUntilWholeAsync();
        }
    }

    /// <summary>Crashes a node (SIGKILL).</summary>
    public Task KillAsync(int node) => _nodes[node].KillAsync();

    /// <summary>Stops a node cleanly.</summary>
    public Task StopAsync(int node) => _nodes[node].StopAsync();

    /// <summary>Suspends a node (SIGSTOP); its connections stay open.</summary>
    public void Freeze(int node) => _nodes[node].Freeze();

    /// <summary>Resumes a suspended node.</summary>
    public void Resume(int node) => _nodes[node].Resume();

    /// <summary>
    /// Cuts a node off from the others; its clients still reach it. Nothing passes in either direction, as if a firewall dropped it: the nodes detect that by
    /// <c>net_ticktime</c>. New connections between them are refused.
    /// </summary>
    public Task CutOffSilentlyAsync(int node) => ControlAsync(node, "eval", """
        Stop = fun(At, Other) ->
            {Other, Port} = lists:keyfind(Other, 1, rpc:call(At, erlang, system_info, [dist_ctrl])),
            ok = rpc:call(At, inet, setopts, [Port, [{active, false}]])
        end,
        [begin erlang:set_cookie(Other, cut_off), Stop(Other, node()), Stop(node(), Other) end || Other <- nodes()].
        """);

    /// <summary>Cuts a node off from the others; its clients still reach it. The connections between the nodes are closed, and new ones are refused.</summary>
    public Task CutOffAsync(int node) => ControlAsync(
        node, "eval", "[begin erlang:set_cookie(Other, cut_off), erlang:disconnect_node(Other) end || Other <- nodes()].");

    /// <summary>Lets a node that was cut off connect to the others again.</summary>
    public Task HealAsync(int node) => ControlAsync(
        node, "eval", $"[erlang:set_cookie(Other, erlang:get_cookie()) || Other <- [{string.Join(", ", _nodes.Where((_, other) => other != node).Select(other => $"'{other.Name}'"))}]].");

    /// <summary>
    /// Resumes a suspended node and waits until every node knows of every other. A node the others had dropped usually restarts itself; if it stays split, it is
    /// restarted, as docs/operations.md says.
    /// </summary>
    public async Task RejoinAsync(int node)
    {
        Resume(node);
        try
        {
            await WaitUntilWholeAsync(TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException)
        {
            await KillAsync(node);
            await StartAsync(node);
            await WaitUntilWholeAsync();
        }
    }

    /// <summary>Replaces a node's certificate; its next connections use the new one.</summary>
    public Task RenewCertificateAsync(int node, string certificate) => _nodes[node].RenewCertificateAsync(certificate);

    /// <summary>Runs rabbitmqctl against a node.</summary>
    public Task ControlAsync(int node, params string[] arguments) => _nodes[node].ControlAsync(arguments);

    /// <summary>Waits until every node knows of every other as running.</summary>
    public Task WaitUntilWholeAsync() => WaitUntilWholeAsync(TimeSpan.FromMinutes(2));

    private async Task WaitUntilWholeAsync(TimeSpan limit)
    {
        using var management = ManagementOf(0);
        await Eventually.TrueAsync(async () => (await management.RunningNodesAsync()).Count == Count, $"a cluster of {Count} nodes", limit);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await _home.DisposeAsync();
    }

    // As docs/operations.md requires. A node cut off from the others stops serving: two halves that both continue would diverge. And the others drop a node that
    // stands still after 10 s: until then, declarations wait for it, and so do the commands it holds for its consumers.
    private static IEnumerable<string> ClusterOf(IReadOnlyList<LocalBroker> others) =>
    [
        "cluster_partition_handling = pause_minority",
        "net_ticktime = 10",
        .. others.Take(1).SelectMany(first => new[]
        {
            "cluster_formation.peer_discovery_backend = classic_config",
            $"cluster_formation.classic_config.nodes.1 = {first.Name}",
        }),
    ];
}
