namespace BusQStash.Testing.Brokers;

/// <summary>A broker that belongs to one test, which may crash it, stop it, choke it and lose its data.</summary>
/// <remarks>Its address never changes. Nothing of it stays behind, even when the test process is killed.</remarks>
public sealed class PrivateBroker : IAsyncDisposable
{
    private readonly IOwnedBroker _broker;

    private PrivateBroker(IOwnedBroker broker)
    {
        _broker = broker;
        Management = new RabbitMqManagement(broker.ManagementUrl);
    }

    /// <summary>AMQP address of the default virtual host.</summary>
    public string Url => _broker.Url;

    /// <summary>Address of the management API, credentials included.</summary>
    public string ManagementUrl => _broker.ManagementUrl;

    public RabbitMqManagement Management { get; }

    /// <summary>What the node logged lately.</summary>
    public string Log => _broker.Log;

    /// <summary>A new, empty, running broker.</summary>
    public static async Task<PrivateBroker> CreateAsync() => new(await OwnedBrokers.StartAsync());

    /// <summary>Starts a killed, stopped or wiped broker; returns when it serves AMQP.</summary>
    public Task StartAsync() => _broker.StartAsync();

    /// <summary>A crash (SIGKILL).</summary>
    public Task KillAsync() => _broker.KillAsync();

    /// <summary>A clean stop.</summary>
    public Task StopAsync() => _broker.StopAsync();

    /// <summary>A clean stop, if it runs, and a start on the same data.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Crashes the broker, if it runs, and throws all its data away. It does not run afterwards.</summary>
    public async Task WipeAsync()
    {
        await KillAsync();
        await _broker.WipeAsync();
    }

    /// <summary>From now on the broker blocks every connection that publishes.</summary>
    public Task RaiseMemoryAlarmAsync() => ControlAsync("set_vm_memory_high_watermark", "0.0001");

    /// <summary>Ends the memory alarm.</summary>
    public Task EndMemoryAlarmAsync() => ControlAsync("set_vm_memory_high_watermark", "0.4");

    /// <summary>rabbitmqctl against the running broker.</summary>
    public Task ControlAsync(params string[] arguments) => _broker.ControlAsync(arguments);

    public async ValueTask DisposeAsync()
    {
        Management.Dispose();
        await _broker.DisposeAsync();
    }
}
