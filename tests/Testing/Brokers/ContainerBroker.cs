using BusQStash.Testing.Processes;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;

namespace BusQStash.Testing.Brokers;

/// <summary>A RabbitMQ node in a container; its ports and its data survive a crash, as on a real machine.</summary>
internal sealed class ContainerBroker : IOwnedBroker
{
    private const string Image = "rabbitmq:4-management";

    /// <summary>The node's process is not the container's first one; when it dies, the container ends.</summary>
    private const string KillNode =
        "for p in /proc/[0-9]*; do case $(cat $p/comm) in beam.smp) kill -9 ${p#/proc/} ;; esac; done";

    private readonly IReadOnlyList<int> _ports = FreePorts.Take(2);
    private IContainer? _container;

    public string Description => $"{Image} on port {_ports[0]}";

    public string Url => $"amqp://guest:guest@127.0.0.1:{_ports[0]}";

    public string ManagementUrl => $"http://guest:guest@127.0.0.1:{_ports[1]}";

    public string Log => "";

    public async Task StartAsync()
    {
        _container ??= new ContainerBuilder(Image)
            .WithHostname("broker")
            .WithPortBinding(_ports[0], 5672)
            .WithPortBinding(_ports[1], 15672)
            .Build();
        await _container.StartAsync();
        using var management = new RabbitMqManagement(ManagementUrl);
        await Eventually.TrueAsync(management.AnswersAsync, $"a {Description}", TimeSpan.FromMinutes(2));
    }

    public async Task KillAsync()
    {
        if (_container is { State: TestcontainersStates.Running } container)
        {
            await container.ExecAsync(["sh", "-c", KillNode]);
            await Eventually.TrueAsync(async () => !await FreePorts.AnswersAsync(_ports[0]), "the killed node to be gone");
        }
    }

    public async Task StopAsync()
    {
        if (_container is not null)
        {
            await _container.StopAsync();
        }
    }

    public async Task WipeAsync()
    {
        await DisposeAsync();
        _container = null;
    }

    public async Task ControlAsync(params string[] arguments)
    {
        var container = _container ?? throw new InvalidOperationException("The broker does not run.");
        var result = await container.ExecAsync(["rabbitmqctl", .. arguments]);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"rabbitmqctl {string.Join(' ', arguments)}: {result.Stdout}{result.Stderr}");
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
